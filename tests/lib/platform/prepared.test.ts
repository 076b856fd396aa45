import { randomUUID } from "node:crypto";
import { Kysely, sql } from "kysely";
import { Pool } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Tables, Tx } from "@/lib/platform/db";
import { PipelinedDialect } from "@/lib/platform/dialect";
import { executePrepared, keepsStatements, preparedName, sendChecked, sendPrepared } from "@/lib/platform/prepared";
import { watchedClient } from "@/lib/platform/watched-client";
import { createTestWorld, type TestWorld } from "../../factories/test-world";

let world: TestWorld;
let pool: Pool;
let db: Kysely<Tables>;
/** Every text that reached the connection, and when an answer to it was there. */
let log: string[];
beforeAll(async () => {
  world = await createTestWorld();
  await world.admin.query("create table notes (id int primary key)");
  await world.admin.query("grant all on notes to public");
});
beforeEach(() => {
  pool = connect(preparedName);
});
afterEach(() => db.destroy());
afterAll(() => world.close());

function connect(nameOf?: (text: string) => string | undefined): Pool {
  log = [];
  const made = new Pool({
    connectionString: world.url,
    max: 1,
    pipeline: true,
    Client: watchedClient(() => 10_000, nameOf),
  });
  made.on("connect", (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    client.query = ((...args: unknown[]) => {
      if (typeof args.at(-1) === "function") return query(...args);
      log.push(`> ${String(args[0])}`);
      return query(...args).finally(() => log.push(`< ${String(args[0])}`));
    }) as typeof client.query;
  });
  db = new Kysely<Tables>({ dialect: new PipelinedDialect(made) });
  return made;
}

const inTransaction = <T>(run: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(run);
const add = (tx: Tx, id: number): Promise<void> =>
  sendPrepared(tx, "add_note", sql`insert into notes (id) values (${id})`);
const notes = async (): Promise<number[]> =>
  (await world.admin.query<{ id: number }>("select id from notes order by id")).rows.map(({ id }) => id);
const kept = async (): Promise<string[]> =>
  (await pool.query<{ name: string }>("select name from pg_prepared_statements order by name")).rows.map(
    ({ name }) => name,
  );

describe("a prepared statement", () => {
  test("is kept on its connection under its name, however often it runs", async () => {
    for (const n of [1, 2, 3])
      expect(await inTransaction((tx) => executePrepared(tx, "double", sql`select ${n}::int * 2 as n`))).toEqual([
        { n: n * 2 },
      ]);
    expect(await kept()).toEqual(["double"]);
  });

  test("has one text", async () => {
    const name = randomUUID();
    await inTransaction((tx) => executePrepared(tx, name, sql`select 1`));
    await expect(inTransaction((tx) => executePrepared(tx, name, sql`select 2`))).rejects.toThrow("more than one text");
  });

  test("is planned anew each time where a pooler keeps none", async () => {
    await db.destroy();
    pool = connect();
    expect(await inTransaction((tx) => executePrepared(tx, "double", sql`select ${4}::int * 2 as n`))).toEqual([
      { n: 8 },
    ]);
    expect(await kept()).toEqual([]);
  });

  test.each([
    ["postgresql://a:b@db.example.com:5432/x", true],
    ["postgresql://a:b@db.example.com/x?sslmode=require", true],
    ["postgresql://a:b@pooler.example.com:6543/x", false],
    ["postgresql://a:b@pooler.example.com:5432/x?pgbouncer=true", false],
  ])("%s keeps them: %s", (url, keeps) => {
    expect(keepsStatements(url)).toBe(keeps);
  });
});

describe("a statement that is sent ahead", () => {
  test("leaves together with those around it; the commit is answered after all", async () => {
    await inTransaction((tx) => add(tx, 1));
    expect(log.slice(0, 3).map((line) => line.slice(0, 8))).toEqual(["> begin", "> insert", "> commit"]);
    expect(log.at(-1)).toBe("< commit");
    expect(await notes()).toEqual([1]);
  });

  test("undoes the transaction when it fails, and the commit says why", async () => {
    await expect(inTransaction((tx) => add(tx, 2).then(() => add(tx, 1)))).rejects.toMatchObject({ code: "23505" });
    expect(await notes()).toEqual([1]);
  });

  test("stops the statement after it", async () => {
    let went = false;
    const failing = inTransaction(async (tx) => {
      await add(tx, 1);
      await sql`select 1`.execute(tx);
      went = true;
    });
    await expect(failing).rejects.toMatchObject({ code: "23505" });
    expect(went).toBe(false);
    expect(await notes()).toEqual([1]);
  });

  const refuse = (): never => {
    throw new Error("refused");
  };
  const checked = (tx: Tx): Promise<void> => sendChecked(tx, "check", { statement: sql`select 1 as n`, check: refuse });

  test("goes with the statements after it although its rows are checked; nothing is committed when the check fails", async () => {
    const failing = inTransaction(async (tx) => {
      await checked(tx);
      await add(tx, 3);
    });
    await expect(failing).rejects.toThrow("refused");
    expect(log.slice(0, 3).map((line) => line.slice(0, 8))).toEqual(["> begin", "> select", "> insert"]);
    expect(log).not.toContain("> commit");
    expect(await notes()).toEqual([1]);
  });

  test("is not committed either by a caller who swallows what the check threw", async () => {
    const failing = inTransaction(async (tx) => {
      await checked(tx);
      await sql`insert into notes (id) values (3)`.execute(tx).catch(() => undefined);
      await sql`insert into notes (id) values (4)`.execute(tx);
    });
    await expect(failing).rejects.toThrow("refused");
    expect(await notes()).toEqual([1]);
    await inTransaction((tx) => sql`select 1`.execute(tx));
  });

  test("leaves nothing behind for the next transaction of its connection", async () => {
    const failing = inTransaction(async (tx) => {
      await add(tx, 1);
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    await inTransaction((tx) => add(tx, 3));
    expect(await notes()).toEqual([1, 3]);
    expect(pool.totalCount).toBe(1);
  });
});
