import { sql, type RawBuilder } from "kysely";
import type { ServiceTx } from "@/lib/platform/transaction";
import type { ExportedTable } from "./exported-tables";

export type Company = { workspaceId: string; projectId: string };
type Shape = { key: string | null; of_project: boolean };

/** The order of a table's key, the same in every database, and whether its rows name a company. */
async function shapeOf(tx: ServiceTx, table: string): Promise<Shape> {
  const { rows } = await sql<Shape>`
    select (
        select string_agg(format('t.%I', a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end, ', '
          order by array_position(i.indkey::int2[], a.attnum))
        from pg_catalog.pg_index i
        join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary) as key,
      exists (select from pg_catalog.pg_attribute p where p.attrelid = c.oid and p.attname = 'project_id') as of_project
    from pg_catalog.pg_class c where c.oid = ${table}::regclass`.execute(tx.db);
  const [shape] = rows;
  if (!shape) throw new Error(`there is no table ${table}`);
  return shape;
}

/** The rows of a company: those of its workspace, without those of another company in it. */
function scopeOf(shape: Shape, { workspaceId, projectId }: Company, table: string): RawBuilder<unknown> {
  const [workspace, project] = [sql.lit(workspaceId), sql.lit(projectId)];
  if (table === "public.workspaces") return sql`t.id = ${workspace}::uuid`;
  if (table === "public.projects") return sql`t.id = ${project}::uuid`;
  const own = sql`t.workspace_id = ${workspace}::uuid`;
  return shape.of_project ? sql`${own} and (t.project_id is null or t.project_id = ${project}::uuid)` : own;
}

/** Past RLS: opens the rows of one table as JSON, one text a row, in the order of its key; without the columns that stay. */
export async function openRows(tx: ServiceTx, { table, without = [] }: ExportedTable, company: Company): Promise<void> {
  const shape = await shapeOf(tx, table);
  const left = sql.lit(`{${without.join(",")}}`);
  await sql`
    declare company_rows no scroll cursor for
    select (to_jsonb(t) - ${left}::text[])::text as line from ${sql.table(table)} t
    where ${scopeOf(shape, company, table)} order by ${sql.raw(shape.key ?? 'to_jsonb(t)::text collate "C"')}`.execute(
    tx.db,
  );
}

/** The next lines of the table that was opened; none at its end. */
export async function fetchRows(tx: ServiceTx, count: number): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`fetch ${sql.lit(count)} from company_rows`.execute(tx.db);
  return rows.map(({ line }) => line);
}

export async function closeRows(tx: ServiceTx): Promise<void> {
  await sql`close company_rows`.execute(tx.db);
}

/** Times are written alike wherever this runs, and the transaction may wait for a file. */
export async function prepareCopying(tx: ServiceTx): Promise<void> {
  await sql`
    select set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO', true), set_config('bytea_output', 'hex', true),
      set_config('idle_in_transaction_session_timeout', '0', true)`.execute(tx.db);
}
