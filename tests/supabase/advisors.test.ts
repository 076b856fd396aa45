import { PgBoss } from "pg-boss";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { supabase } from "@/scripts/runtime/migrate";
import { createTestDatabase, type TestDatabase } from "../support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const advise = (): Promise<string> => supabase(["db", "advisors", `--remote=${database.url}`, "--fail-on", "warn"]);

test("Supabase's linter has nothing to say about the schema", async () => {
  expect(await advise()).toMatch(/No issues found/i);
});

test("the queue's functions have a fixed search_path, and pg-boss sees no drift in that", async () => {
  const boss = new PgBoss({
    connectionString: database.url,
    options: "-c role=queue_role",
    schema: "pgboss",
    supervise: false,
    schedule: false,
    migrate: false,
  });
  await boss.start();
  try {
    expect(await boss.detectSchemaDrift()).toMatchObject({ ok: true });
  } finally {
    await boss.stop({ graceful: false });
  }
});

test("the linter does look: a table without walls, a view that ignores them and a careless function are reported", async () => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query("create table public.planted (id int primary key); grant select on public.planted to anon");
    await expect(advise()).rejects.toThrow(/planted/);
    await client.query("drop table public.planted");
    await client.query("create view public.behind as select * from projects; grant select on public.behind to anon");
    await expect(advise()).rejects.toThrow(/behind/);
    await client.query("drop view public.behind");
    await client.query("create function public.careless() returns int language sql as 'select 1'");
    await expect(advise()).rejects.toThrow(/careless/);
  } finally {
    await client.end();
  }
});
