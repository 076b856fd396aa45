import type { ClientBase } from "pg";
import type { SampleRow } from "./sample-events";

const COLUMNS = {
  id: "uuid",
  contact_id: "uuid",
  contact_email: "text",
  event_type: "text",
  idempotency_key: "text",
  event_key: "text",
  campaign_id: "uuid",
  campaign_group_id: "uuid",
  step: "smallint",
  provider: "text",
  provider_message_id: "text",
  event_ts: "timestamptz",
  subject: "text",
  metadata: "jsonb",
} as const;
const NAMES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
const TEXT = `insert into email_events (workspace_id, ${NAMES.join(", ")})
  select $1, * from unnest(${NAMES.map((name, index) => `$${index + 2}::${COLUMNS[name]}[]`).join(", ")})`;

export type Columns = unknown[][];

/** Rows as the statement takes them: an array a column. */
export const toColumns = (rows: readonly (SampleRow & { contact_id: string })[]): Columns =>
  NAMES.map((name) => rows.map((row) => (name === "metadata" ? JSON.stringify(row.metadata) : row[name])));

/**
 * What the application's batches are compared with: the same rows in the same table with the same indexes, by one prepared statement
 * that commits by itself, past row level security. No contact, mail record, ledger line or sum; the contacts are there and known.
 */
export async function insertRows(client: ClientBase, workspaceId: string, columns: Columns): Promise<void> {
  await client.query({ name: "bare_insert", text: TEXT, values: [workspaceId, ...columns] });
}
