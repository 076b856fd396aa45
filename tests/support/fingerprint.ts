import { Client } from "pg";

type Table = { name: string; key: string };

/** Every table that holds something of a workspace, partitions counted with their parent. */
const TABLES = `
  select format('%I.%I', n.nspname, c.relname) as name, case c.relname when 'workspaces' then 'id' else 'workspace_id' end as key
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'genesis') and c.relkind in ('r', 'p') and not c.relispartition
    and (c.oid = 'public.workspaces'::regclass
      or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped))
  order by 1`;

/** A fingerprint of a workspace's rows, table by table: two equal ones mean that nothing changed except the time a credential was last used. */
export async function fingerprintOf(databaseUrl: string, workspaceId: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("set role service_role");
    const { rows: tables } = await client.query<Table>(TABLES);
    const found: Record<string, string> = {};
    for (const { name, key } of tables) {
      const { rows } = await client.query<{ print: string }>(
        `select count(*) || ':' || coalesce(md5(string_agg(row, '' order by row)), '') as print
         from (select md5((to_jsonb(t) - 'last_used_at')::text) as row from ${name} t where ${key}::text = $1) rows`,
        [workspaceId],
      );
      found[name] = rows[0]?.print ?? "";
    }
    return found;
  } finally {
    await client.end();
  }
}
