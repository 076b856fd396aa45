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
const INTO = `insert into email_events (workspace_id, ${NAMES.join(", ")})`;
const AS_ARRAYS = `${INTO} select $1, * from unnest(${NAMES.map((name, index) => `$${index + 2}::${COLUMNS[name]}[]`).join(", ")})`;

type Row = SampleRow & { contact_id: string };
export type Form = "values" | "arrays";
/** A statement that stores rows, ready to be sent. */
export type Insert = { name?: string; text: string; values: unknown[] };

const cell = (row: Row, name: (typeof NAMES)[number]): unknown =>
  name === "metadata" ? JSON.stringify(row.metadata) : row[name];

/**
 * What the application's batches are compared with: the same rows in the same table with the same indexes, by one statement that commits
 * by itself, past row level security. No contact, mail record, ledger line or sum; the contacts are there and known. `values` is the
 * multi-row insert one writes, a parameter a cell; `arrays` the fastest we know: prepared, an array a column.
 */
export const bareInsert = (form: Form, workspaceId: string, rows: readonly Row[]): Insert =>
  form === "arrays"
    ? {
        name: "bare_insert",
        text: AS_ARRAYS,
        values: [workspaceId, ...NAMES.map((name) => rows.map((row) => cell(row, name)))],
      }
    : {
        text: multiRow(rows.length),
        values: [workspaceId, ...rows.flatMap((row) => NAMES.map((name) => cell(row, name)))],
      };

function multiRow(count: number): string {
  const row = (index: number): string =>
    `($1, ${NAMES.map((_, column) => `$${2 + index * NAMES.length + column}`).join(", ")})`;
  return `${INTO} values ${Array.from({ length: count }, (_, index) => row(index)).join(", ")}`;
}
