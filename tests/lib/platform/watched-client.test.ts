import { Kysely, PostgresDialect, sql } from "kysely";
import { Pool } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { watchedClient } from "@/lib/platform/watched-client";
import { createTestWorld, type TestWorld } from "../../factories/test-world";
import { createSilentProxy, type SilentProxy } from "../../support/silent-proxy";
import { waitFor } from "../../support/wait-for";

const LIMIT_MS = 400;
const GONE = { code: "ETIMEDOUT", message: "Connection terminated: the database did not answer within 0.4 s" };

let world: TestWorld;
let proxy: SilentProxy;
let pool: Pool;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  proxy = await createSilentProxy(world.url);
  pool = new Pool({
    connectionString: proxy.url,
    max: 3,
    connectionTimeoutMillis: 400,
    Client: watchedClient(() => LIMIT_MS),
  });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => void client.on("error", () => undefined));
});
afterEach(async () => {
  await pool.end();
  await proxy.close();
});
afterAll(() => world.close());

test("a query that is never answered fails in time, so does what comes after it, and the pool has room again", async () => {
  const client = await pool.connect();
  await client.query("select 1");
  proxy.fallSilent();
  await expect(client.query("select 2")).rejects.toMatchObject(GONE);
  await expect(client.query("rollback")).rejects.toMatchObject(GONE);
  client.release();
  expect(pool.totalCount).toBe(0);
  await waitFor(async () => proxy.held() === 0, { what: "its connection is closed", everyMs: 10 });
  proxy.takeNewOnes();
  expect((await pool.query("select 3 as n")).rows).toEqual([{ n: 3 }]);
});

test("by callback too, and the pool's own query", async () => {
  await pool.query("select 1");
  const client = await pool.connect();
  proxy.fallSilent();
  const ask = (): Promise<unknown> =>
    new Promise((resolve) => client.query("select 1", (error: unknown) => resolve(error)));
  expect(await Promise.all([ask(), ask()])).toMatchObject([GONE, GONE]);
  expect(await ask()).toMatchObject(GONE);
  client.release();
  expect(pool.totalCount).toBe(0);
});

test("connections that rest and were not heard of since go with it; one that was heard of stays", async () => {
  const [hung, quiet, heard] = [await pool.connect(), await pool.connect(), await pool.connect()];
  await Promise.all([hung, quiet, heard].map((client) => client.query("select 1")));
  quiet.release();
  const answer = hung.query("select pg_sleep(60)");
  await heard.query("select pg_sleep(0.05)");
  heard.release();
  await expect(answer).rejects.toMatchObject(GONE);
  hung.release();
  await waitFor(async () => pool.totalCount === 1, { what: "one is left", everyMs: 10 });
});

test("Kysely throws it away as well, in a transaction and outside, and says the first reason", async () => {
  const db = new Kysely<object>({ dialect: new PostgresDialect({ pool }) });
  await sql`select 1`.execute(db);
  proxy.fallSilent();
  await expect(sql`select 2`.execute(db)).rejects.toMatchObject(GONE);
  expect(pool.totalCount).toBe(0);
  proxy.takeNewOnes();
  const attempt = db.transaction().execute(async (tx) => {
    await sql`select 3`.execute(tx);
    proxy.fallSilent();
    return sql`select 4`.execute(tx);
  });
  await expect(attempt).rejects.toMatchObject(GONE);
  expect(pool.totalCount).toBe(0);
});

test("queries in a row have their time each, and an answer that takes its time within the limit is an answer", async () => {
  const client = await pool.connect();
  const row = Array.from({ length: 4 }, (_, n) => client.query(`select ${n} as n from pg_sleep(0.2)`));
  expect((await Promise.all(row)).map(({ rows }) => rows)).toEqual([0, 1, 2, 3].map((n) => [{ n }]));
  await expect(client.query("no sql")).rejects.toMatchObject({ code: "42601" });
  client.release();
  expect(pool.totalCount).toBe(1);
});
