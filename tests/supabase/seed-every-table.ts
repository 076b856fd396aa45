import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import type { Workspace } from "../lib/leads/leads-world";

type Column = { column_name: string; data_type: string };

/** What a check constraint asks for, where the type alone does not say it. */
const BY_NAME: Record<string, () => unknown> = {
  email: () => `${randomUUID()}@example.com`,
  role: () => "owner",
  reason: () => "manual",
  provider: () => "smtp",
  event_type: () => "sent",
  daily_limit: () => 10,
  operation: () => "probe",
  step: () => 1,
  action: () => "probe.seeded",
  status: () => "done",
  month: () => "2026-11-01",
};

const BY_TYPE: Record<string, () => unknown> = {
  uuid: randomUUID,
  jsonb: () => ({}),
  "timestamp with time zone": () => new Date().toISOString(),
  date: () => "2026-11-21",
  integer: () => 1,
  smallint: () => 1,
  numeric: () => 1,
  bigint: () => 1,
};

const valueOf = ({ column_name, data_type }: Column): unknown =>
  (BY_NAME[column_name] ?? BY_TYPE[data_type] ?? (() => `x-${randomUUID().slice(0, 8)}`))();

/** At least one row of the workspace in every table; foreign keys and triggers rest meanwhile. */
export async function seedEveryTable(admin: Client, workspace: Workspace, tables: readonly string[]): Promise<void> {
  await admin.query("set session_replication_role = replica");
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
       where format('%I.%I', table_schema, table_name) = $1 and is_nullable = 'NO' and column_default is null and is_identity = 'NO'
         and column_name <> 'workspace_id'`,
      [table],
    );
    const names = ["workspace_id", ...rows.map((row) => row.column_name)];
    const values = [workspace.id, ...rows.map(valueOf)];
    await admin.query(
      `insert into ${table} (${names.join(", ")}) values (${values.map((_, index) => `$${index + 1}`).join(", ")})`,
      values,
    );
  }
  await admin.query("set session_replication_role = origin");
}
