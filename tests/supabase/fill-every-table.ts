import type { Client } from "pg";
import type { Workspace } from "../lib/outreach/leads/leads-world";

type Column = { name: string; type: string; unique: boolean };

/** A value that differs from row to row; `n` is the row's number. */
const DIFFERENT: Record<string, string> = {
  uuid: "gen_random_uuid()",
  text: "'x-' || gen_random_uuid()",
  "timestamp with time zone": "timestamptz '2026-01-01' + n * interval '1 minute'",
  date: "date '2020-01-01' + n",
  integer: "n",
  smallint: "n % 30000",
  numeric: "n",
  bigint: "n",
  xid8: "n::text::xid8",
};
/** Differs in real tables though no index asks for it. */
const ALWAYS = new Set([
  "created_at",
  "occurred_at",
  "xact_id",
  "lead_id",
  "contact_id",
  "thread_id",
  "message_id",
  "email",
  "genesis.link_clicks.claim_id",
  "public.campaigns.name",
  "public.mail_threads.contact_email",
]);
/** The same in many rows of real tables, even where it is part of a key. */
const SHARED = new Set(["workspace_id", "project_id", "campaign_id", "campaign_group_id"]);
/** The usual state, where the row that is looked for has a rare one. */
const USUAL: Record<string, string> = {
  "genesis.link_clicks.reported_at": "timestamptz '2026-01-01'",
  "genesis.leads.domain_keys": "array['@x-' || n]",
  "genesis.sequence_emails.status": "'sent'",
  "public.campaigns.status": "'active'",
  "public.campaigns.deleted_at": "null",
  "public.llm_usage.status": "'settled'",
  "public.mail_threads.unread": "false",
  "public.recurring_task_runs.state": "'finished'",
  "public.reply_threads.unread": "false",
  "public.user_workspaces.role": "'member'",
};

async function columnsOf(admin: Client, table: string): Promise<Column[]> {
  const { rows } = await admin.query<Column>(
    `select a.attname as name, format_type(a.atttypid, null) as type,
       exists (
         select from pg_index i
         where i.indrelid = a.attrelid and i.indisunique and (a.attnum = any (i.indkey) or exists (
           select from pg_depend d where d.objid = i.indexrelid and d.refobjid = a.attrelid and d.refobjsubid = a.attnum))) as unique
     from pg_attribute a
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''`,
    [table],
  );
  return rows;
}

/**
 * Copies the workspace's row of a table `count` times, the copies as close to it as the unique indexes allow: the same company, campaign and
 * usual state. Answers how many there are then; a table with one row a workspace keeps its one.
 */
export async function fillTable(admin: Client, table: string, { id }: Workspace, count: number): Promise<number> {
  const columns = await columnsOf(admin, table);
  const differs = ({ name, type, unique }: Column, shared: ReadonlySet<string>): boolean =>
    type in DIFFERENT && !shared.has(name) && (unique || ALWAYS.has(name) || ALWAYS.has(`${table}.${name}`));
  for (const shared of [SHARED, new Set(["workspace_id"])]) {
    const values = columns.map(
      (column) =>
        USUAL[`${table}.${column.name}`] ?? (differs(column, shared) ? DIFFERENT[column.type] : `"${column.name}"`),
    );
    const { rowCount } = await admin.query(
      `insert into ${table} (${columns.map(({ name }) => `"${name}"`).join(", ")})
       select ${values.join(", ")} from (select * from ${table} where workspace_id = $1 limit 1) as row, generate_series(1, ${count}) as n
       on conflict do nothing`,
      [id],
    );
    if (rowCount === count) return count + 1;
  }
  return 1;
}
