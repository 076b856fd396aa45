import type { Client } from "pg";

type Take = (row: { table: string; line: string }) => Promise<void>;

/** Rows with files in them are read one by one: each may have as much as a statement may answer. */
const FETCHED = { files: 1, rows: 100 };

/** Every row of the tables of a database that are no system's, all of one moment. */
export async function readAllRows(client: Client, take: Take, signal: AbortSignal): Promise<void> {
  await client.query("begin isolation level repeatable read read only");
  await client.query("set local timezone = 'UTC'");
  const { rows: tables } = await client.query<{ name: string; files: boolean }>(
    `select format('%I.%I', n.nspname, c.relname) as name,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.atttypid = 'bytea'::regtype) as files
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1`,
  );
  for (const { name: table, files } of tables) {
    await client.query(
      `declare all_rows no scroll cursor for select to_jsonb(t)::text as line from ${table} t order by 1`,
    );
    for (;;) {
      signal.throwIfAborted();
      const { rows } = await client.query<{ line: string }>(
        `fetch ${files ? FETCHED.files : FETCHED.rows} from all_rows`,
      );
      if (rows.length === 0) break;
      for (const { line } of rows) await take({ table, line });
    }
    await client.query("close all_rows");
  }
  await client.query("commit");
}
