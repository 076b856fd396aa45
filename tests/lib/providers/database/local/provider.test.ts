import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Client } from "pg";
import type { Databases } from "@/lib/providers/database/port";
import { localDatabases } from "@/lib/providers/database/local/provider";
import { createTestDatabase, type TestDatabase } from "../../../../support/test-database";

let server: TestDatabase;
let databases: Databases;
let name: string;
const { signal } = new AbortController();
beforeAll(async () => {
  server = await createTestDatabase();
  databases = localDatabases(server.url);
  name = `gl-${randomBytes(8).toString("hex")}`;
});
afterEach(() => databases.remove(name, signal));
afterAll(() => server.close());

const NOTES = { name: "0001_create_notes.sql", sql: "create table company.notes (id int);" };
const BOOKS = { name: "0002_create_books.sql", sql: "create table company.books (id int);" };

async function asCompany<T>(url: string, run: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return run(client).finally(() => client.end());
}

test("made twice it is one database, whose login has the newer password", async () => {
  const first = await databases.create({ name, password: "first" }, signal);
  const second = await databases.create({ name, password: "second" }, signal);
  await expect(asCompany(first.url, (client) => client.query("select"))).rejects.toMatchObject({ code: "28P01" });
  const { rows } = await asCompany(second.url, (client) => client.query("select current_database() as name"));
  expect(rows).toEqual([{ name }]);
});

test("each migration is applied once, in the order of the names; one that was changed afterwards is refused", async () => {
  const { url } = await databases.create({ name, password: "known" }, signal);
  expect(await databases.migrate(url, [BOOKS, NOTES], signal)).toBe(2);
  expect(await databases.migrate(url, [NOTES, BOOKS], signal)).toBe(0);
  const changed = databases.migrate(url, [{ ...NOTES, sql: "select 1" }], signal);
  await expect(changed).rejects.toMatchObject({ code: "company_database.migration_changed" });
});

test("a migration that fails leaves nothing of itself, and those before it stay", async () => {
  const { url } = await databases.create({ name, password: "known" }, signal);
  const broken = { name: "0002_broken.sql", sql: "create table company.half (id int); select no_such_column;" };
  await expect(databases.migrate(url, [NOTES, broken], signal)).rejects.toMatchObject({
    code: "company_database.refused",
    retryable: false,
  });
  const { rows } = await asCompany(url, (client) =>
    client.query(
      "select to_regclass('company.notes') is not null as notes, to_regclass('company.half') is null as none",
    ),
  );
  expect(rows).toEqual([{ notes: true, none: true }]);
});

test("taken away, also while it is used, neither database nor login is left; taken away again it is no error", async () => {
  const { url } = await databases.create({ name, password: "known" }, signal);
  const used = new Client({ connectionString: url });
  used.on("error", () => undefined);
  await used.connect();
  expect(await databases.exists(name, signal)).toBe(true);
  for (let time = 0; time < 2; time++) await databases.remove(name, signal);
  expect(await databases.exists(name, signal)).toBe(false);
  await used.end().catch(() => undefined);
});

test("a role of that name that may make roles is refused, and gets no other password", async () => {
  await asCompany(server.adminUrl, (admin) => admin.query(`create role "${name}" createrole`));
  await expect(databases.create({ name, password: "known" }, signal)).rejects.toMatchObject({
    code: "company_database.strong_role",
  });
  await asCompany(server.adminUrl, (admin) => admin.query(`drop role "${name}"`));
});

test("a server that does not answer is trouble that may pass", async () => {
  const nowhere = localDatabases("postgresql://postgres@127.0.0.1:1/nowhere");
  await expect(nowhere.exists(name, signal)).rejects.toMatchObject({
    code: "company_database.unavailable",
    retryable: true,
  });
});
