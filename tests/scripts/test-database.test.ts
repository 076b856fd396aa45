import { Client } from "pg";
import { expect, test } from "vitest";
import { createTestDatabase } from "@/tests/support/test-database";

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows;
}

test("each file gets a migrated, empty database of its own", async () => {
  const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await ask(first.url, "create table public.planted (id int)");
  expect(await ask(second.url, "select to_regclass('public.planted') as planted, current_user as role")).toEqual([
    { planted: null, role: "postgres" },
  ]);
  expect(await ask(second.url, "select count(*)::int as workspaces from public.workspaces")).toEqual([
    { workspaces: 0 },
  ]);
  expect(await ask(second.url, "select to_regclass('pgboss.job') is not null as queue")).toEqual([{ queue: true }]);
  await Promise.all([first.close(), second.close()]);
});

test("it has what a hosted Supabase has", async () => {
  const database = await createTestDatabase();
  const claims = `select set_config('request.jwt.claims', '{"sub":"user_1","role":"authenticated"}', false)`;
  const rows = await ask(database.url, `select auth.jwt() ->> 'sub' as sub from (${claims} offset 0) as claimed`);
  expect(rows).toEqual([{ sub: "user_1" }]);
  expect(await ask(database.url, "select current_setting('pgrst.db_schemas') as exposed")).toEqual([
    { exposed: "public, genesis" },
  ]);
  const roles =
    "select rolname, rolbypassrls from pg_roles where rolname in ('anon','service_role','postgres') order by 1";
  expect(await ask(database.url, roles)).toEqual([
    { rolname: "anon", rolbypassrls: false },
    { rolname: "postgres", rolbypassrls: true },
    { rolname: "service_role", rolbypassrls: true },
  ]);
  await database.close();
});
