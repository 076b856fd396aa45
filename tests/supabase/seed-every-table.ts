import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import type { Workspace } from "../lib/outreach/leads/leads-world";

type Values = Record<string, unknown>;
type Column = { column_name: string; data_type: string };

const BY_TYPE: Record<string, () => unknown> = {
  uuid: randomUUID,
  jsonb: () => ({}),
  "timestamp with time zone": () => new Date().toISOString(),
  date: () => "2026-11-21",
  integer: () => 1,
  smallint: () => 1,
  numeric: () => 1,
  bigint: () => 1,
  boolean: () => false,
  ARRAY: () => [],
};

const valueOf = ({ data_type }: Column): unknown => (BY_TYPE[data_type] ?? (() => `x-${randomUUID().slice(0, 8)}`))();

/** Only the owner of a row matters here, not its content. */
async function dropChecks(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ statement: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as statement from pg_constraint
     where contype = 'c' and coninhcount = 0 and connamespace in ('public'::regnamespace, 'genesis'::regnamespace) and conrelid <> 0`,
  );
  for (const { statement } of rows) await admin.query(statement);
}

async function insert(admin: Client, table: string, row: Values): Promise<void> {
  const places = Object.keys(row).map((_, index) => `$${index + 1}`);
  await admin.query(
    `insert into ${table} (${Object.keys(row).join(", ")}) values (${places.join(", ")})`,
    Object.values(row),
  );
}

/** At least one row of the workspace in every table of a database of one's own, which loses its checks; foreign keys and triggers rest. */
export async function seedEveryTable(
  admin: Client,
  workspace: Workspace,
  tables: readonly string[],
  given: Record<string, Values | Values[]> = {},
): Promise<void> {
  await dropChecks(admin);
  await admin.query("set session_replication_role = replica");
  // Each company has its nightly task and the line of it from the beginning; those that are given take their place.
  await admin.query("alter table project_events disable trigger project_events_append_only");
  for (const table of ["project_recurring_tasks", "project_events"])
    await admin.query(`delete from ${table} where workspace_id = $1`, [workspace.id]);
  await admin.query("alter table project_events enable always trigger project_events_append_only");
  for (const table of tables) {
    if (
      /^public\.(workspaces|projects)$/.test(table) ||
      table === "genesis.leads_unassigned" ||
      table.startsWith("genesis.leads_p_")
    )
      continue;
    const found = await admin.query(`select from ${table} where workspace_id = $1`, [workspace.id]);
    if (found.rowCount) continue;
    const { rows } = await admin.query<Column>(
      `select column_name, data_type from information_schema.columns
       where format('%I.%I', table_schema, table_name) = $1 and is_nullable = 'NO' and column_default is null and is_identity = 'NO' and is_generated = 'NEVER'
         and column_name <> 'workspace_id'`,
      [table],
    );
    for (const wanted of [given[table] ?? {}].flat()) {
      const filled = Object.fromEntries(rows.map((column) => [column.column_name, valueOf(column)]));
      await insert(admin, table, { ...filled, ...wanted, workspace_id: workspace.id });
    }
  }
  await admin.query("set session_replication_role = origin");
}
