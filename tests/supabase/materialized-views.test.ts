import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/test-database";

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.close();
});

/** Row level security does not reach into materialised views: only grants keep them shut. In every schema, exposed or not. */
async function reachable(): Promise<string[]> {
  const { rows } = await client.query<{ found: string }>(
    `select format('%s reads %I.%I', r.role, n.nspname, c.relname) as found
     from pg_class c join pg_namespace n on n.oid = c.relnamespace,
       unnest('{anon,authenticated,tenant_role,instance_role}'::name[]) r (role)
     where c.relkind = 'm' and has_any_column_privilege(r.role, c.oid, 'select') order by 1`,
  );
  return rows.map(({ found }) => found);
}

test("no materialised view is open to anon, authenticated, a tenant or an instance", async () => {
  expect(await reachable()).toEqual([]);
});

test.each([
  ["grant select on public.planted to authenticated", ["authenticated reads public.planted"]],
  ["grant select (name) on public.planted to anon", ["anon reads public.planted"]],
  [
    "grant select on public.planted to public",
    ["anon", "authenticated", "instance_role", "tenant_role"].map((role) => `${role} reads public.planted`),
  ],
])("sees one that is: %s", async (grant, found) => {
  await client.query("begin; create materialized view public.planted as select * from workspaces");
  try {
    expect(await reachable()).toEqual([]);
    await client.query(grant);
    expect(await reachable()).toEqual(found);
  } finally {
    await client.query("rollback");
  }
});

test.each(["anon", "authenticated"])("%s is refused each of those there are, by name", async (role) => {
  await client.query("create materialized view public.planted as select * from workspaces");
  const { rows } = await client.query<{ name: string }>(
    "select format('%I.%I', schemaname, matviewname) as name from pg_matviews",
  );
  expect(rows).toContainEqual({ name: "public.planted" });
  await client.query(`set role ${role}`);
  try {
    for (const { name } of rows)
      await expect(client.query(`select * from ${name}`)).rejects.toMatchObject({ code: "42501" });
  } finally {
    await client.query("reset role; drop materialized view public.planted");
  }
});
