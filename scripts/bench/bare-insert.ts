import { sampleView, type SampleRow } from "./sample-events";

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
export type Form = "values" | "arrays" | "single" | "view";
/** A statement that stores rows, ready to be sent. */
export type Insert = { name?: string; text: string; values: unknown[] };

const cell = (row: Row, name: (typeof NAMES)[number]): unknown =>
  name === "metadata" ? JSON.stringify(row.metadata) : row[name];

type Of = { workspaceId: string; projectId: string; rows: readonly Row[] };

const INSERTS: Record<Form, (of: Of) => Insert> = {
  values: ({ workspaceId, rows }) => ({
    text: multiRow(rows.length),
    values: [workspaceId, ...rows.flatMap((row) => NAMES.map((name) => cell(row, name)))],
  }),
  single: (of) => ({ name: "bare_single", ...INSERTS.values(of) }),
  arrays: ({ workspaceId, rows }) => ({
    name: "bare_insert",
    text: AS_ARRAYS,
    values: [workspaceId, ...NAMES.map((name) => rows.map((row) => cell(row, name)))],
  }),
  view: ({ workspaceId, projectId, rows }) => {
    const view = sampleView(rows[0]?.id ?? "");
    return {
      name: "bare_view",
      text: `insert into project_analytics_events (workspace_id, project_id, event_id, name, occurred_at, visitor_id, url, referrer, properties)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      values: [
        workspaceId,
        projectId,
        view.event_id,
        view.name,
        view.occurred_at,
        view.visitor_id,
        view.url,
        view.referrer,
        JSON.stringify(view.properties),
      ],
    };
  },
};

/**
 * The baseline of the application: the same rows in the same table with the same indexes, by one statement that commits by itself,
 * past row level security. No contact, mail record, ledger line or sum; the contacts are there and known. `values` is the multi-row insert
 * one writes, a parameter a cell; `arrays` the fastest we know: prepared, an array a column; `single` a prepared row of an event, `view` of
 * a page view.
 */
export const bareInsert = (form: Form, of: Of): Insert => INSERTS[form](of);

function multiRow(count: number): string {
  const row = (index: number): string =>
    `($1, ${NAMES.map((_, column) => `$${2 + index * NAMES.length + column}`).join(", ")})`;
  return `${INTO} values ${Array.from({ length: count }, (_, index) => row(index)).join(", ")}`;
}
