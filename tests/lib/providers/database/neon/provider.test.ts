import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { Client } from "pg";
import { neonDatabases, secured } from "@/lib/providers/database/neon/provider";
import type { Databases } from "@/lib/providers/database/port";
import { fakeNeon, NEON_KEY, NEON_ORGANISATION, type FakeNeon } from "../../../../fakes/neon";
import { createTestDatabase, type TestDatabase } from "../../../../support/test-database";

let server: TestDatabase;
let neon: FakeNeon;
let databases: Databases;
let name: string;
let login: { name: string; password: string };
const pauses: number[] = [];
const { signal } = new AbortController();
const account = () => ({ key: NEON_KEY, organisation: NEON_ORGANISATION, url: neon.url });
const NOTES = { name: "0001_create_notes.sql", sql: "create table company.notes (id int);" };

beforeAll(async () => {
  server = await createTestDatabase();
  neon = await fakeNeon(server.adminUrl);
  databases = neonDatabases(account(), async (milliseconds) => void pauses.push(milliseconds));
});
beforeEach(() => {
  name = `gl-${randomBytes(8).toString("hex")}`;
  login = { name, password: randomBytes(12).toString("hex") };
  neon.calls.length = 0;
  pauses.length = 0;
});
afterEach(async () => {
  for (const mood of Object.keys(neon.moods) as (keyof FakeNeon["moods"])[]) delete neon.moods[mood];
  await databases.remove(name, signal);
});
afterAll(async () => {
  await neon.close();
  await server.close();
});

async function asked<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client.query<T>(sql).then(
    ({ rows }) => client.end().then(() => rows),
    (error: unknown) => client.end().then(() => Promise.reject(error)),
  );
}
const ours = (): string[] =>
  [...neon.projects.values()].filter((one) => one.isMade && one.name === name).map(({ id }) => id);

test("a company gets a project of its own, in the organisation, with its database and a login that makes no database and no role", async () => {
  const { url } = await databases.create(login, signal);
  expect(await databases.migrate(url, [NOTES], signal)).toBe(1);
  expect(await databases.migrate(url, [NOTES], signal)).toBe(0);
  expect([...neon.projects.values()]).toMatchObject([{ name, org: NEON_ORGANISATION }]);
  const address = await databases.urlOf(login, signal);
  expect(await asked(address, "select current_database() as base, current_user as login")).toEqual([
    { base: name, login: name },
  ]);
  expect(
    neon.calls.find(({ path, query }) => path.endsWith("/connection_uri") && query.pooled === "true"),
  ).toBeDefined();
  await expect(asked(address, "create role intruder")).rejects.toMatchObject({ code: "42501" });
  await expect(asked(address, "create database intruder")).rejects.toMatchObject({ code: "42501" });
});

test("made twice it is one project, whose login has the newer password; its rows are read for an export", async () => {
  const first = await databases.create(login, signal);
  const second = await databases.create({ name, password: "second" }, signal);
  expect([neon.posts(), ours()]).toEqual([1, [expect.any(String)]]);
  await expect(asked(first.url, "select")).rejects.toMatchObject({ code: "28P01" });
  await databases.migrate(second.url, [NOTES], signal);
  await asked(second.url, "insert into company.notes values (7)");
  const lines: string[] = [];
  await databases.readRows(second.url, async ({ table, line }) => void lines.push(`${table} ${line}`), signal);
  expect(lines).toContain('company.notes {"id": 7}');
});

test("a project that Neon made and did not confirm is found, however late its list is, and not made again", async () => {
  Object.assign(neon.moods, { failsAfterwards: 1, listLag: 4, unknownAtFirst: 2, workingFor: 3 });
  await databases.create(login, signal);
  expect([neon.posts(), ours().length]).toEqual([1, 1]);
});

test("an order that ended with the connection is looked for; one that was refused is told in Neon's own words", async () => {
  neon.fail(({ method }) => method === "POST", "acts_and_dies");
  await databases.create(login, signal);
  expect([neon.posts(), ours().length]).toEqual([1, 1]);
  await databases.remove(name, signal);
  neon.moods.refuses = "projects limit exceeded";
  await expect(databases.create(login, signal)).rejects.toMatchObject({
    message: "Neon refused: projects limit exceeded",
    retryable: false,
  });
});

test("an order that was lost before it arrived is trouble that may pass, and the next try makes one", async () => {
  neon.moods.failsBefore = 1;
  await expect(databases.create(login, signal)).rejects.toMatchObject({ code: "neon.not_made", retryable: true });
  await databases.create(login, signal);
  expect(ours()).toHaveLength(1);
});

test("of two projects that lost answers made, the older one stays and the other one goes", async () => {
  await databases.create(login, signal);
  const [first] = ours();
  const [kept] = [...neon.projects.values()].filter(({ id }) => id === first);
  if (kept) kept.unlisted = 3;
  await databases.create(login, signal);
  expect([neon.posts(), ours()]).toEqual([2, [first]]);
});

test("a project of the same name that Greenlight did not make is neither used nor taken away, here or in another organisation", async () => {
  const foreign = [neon.addForeign(name), neon.addForeign(name, "org-other-87654321"), neon.addForeign(`${name}-old`)];
  expect(await databases.exists(name, signal)).toBe(false);
  await databases.create(login, signal);
  expect(ours()).toHaveLength(1);
  await databases.remove(name, signal);
  expect(await databases.exists(name, signal)).toBe(false);
  expect(foreign.every((id) => neon.projects.has(id))).toBe(true);
  for (const id of foreign) neon.projects.delete(id);
});

test("a locked project, too many requests and broken answers are waited for, as long as Neon says", async () => {
  Object.assign(neon.moods, { lockedFor: 2, tooMany: 2 });
  await databases.create(login, signal);
  neon.fail(({ path }) => path.endsWith("/connection_uri"), 503);
  neon.fail(({ path }) => path.endsWith("/operations"), "dies");
  expect(await databases.exists(name, signal)).toBe(true);
  for (let time = 0; time < 2; time++) await databases.remove(name, signal);
  expect([ours(), await databases.exists(name, signal)]).toEqual([[], false]);
  expect(pauses).toContain(1000);
});

test("taken away although Neon said that it failed, it is absent by its list and its database is gone", async () => {
  const { url } = await databases.create(login, signal);
  neon.fail(({ method }) => method === "DELETE", "acts_and_dies");
  await databases.remove(name, signal);
  expect(await databases.exists(name, signal)).toBe(false);
  await expect(databases.urlOf(login, signal)).rejects.toMatchObject({ code: "company_database.missing" });
  await expect(asked(url, "select")).rejects.toMatchObject({ code: expect.stringMatching(/^(28P01|3D000)$/) });
});

test("addresses elsewhere are reached over TLS with a checked certificate, and a server without it is refused", async () => {
  const elsewhere = secured(
    new URL("postgresql://o:p@ep-x.eu.aws.neon.tech/db?sslmode=disable&channel_binding=require"),
  );
  expect(elsewhere.href).toBe("postgresql://o:p@ep-x.eu.aws.neon.tech/db?sslmode=verify-full");
  const plain = new URL(server.url);
  plain.hostname = "localhost";
  await expect(databases.migrate(secured(plain).href, [NOTES], signal)).rejects.toMatchObject({
    code: "company_database.unavailable",
  });
});

test("a key that Neon does not know is a refusal at once, and is repeated nowhere", async () => {
  const stranger = neonDatabases({ ...account(), key: "napi_wrong0123456789" }, async () => undefined);
  const refused = await stranger.exists(name, signal).catch((error: unknown) => error);
  expect(refused).toMatchObject({ retryable: false, message: "Neon refused: not authenticated" });
  expect(JSON.stringify(refused)).not.toContain("napi_wrong");
});

test("Neon was asked only what it describes", () => {
  expect(neon.violations).toEqual([]);
});
