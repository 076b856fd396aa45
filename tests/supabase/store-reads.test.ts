import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ZodError } from "zod";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { AppError } from "@/lib/platform/errors";
import { getPool } from "@/lib/platform/db";
import { withServiceTransaction, withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { createLeadsWorld, type LeadsWorld, type Workspace } from "../lib/outreach/leads/leads-world";
import { explainedDatabase } from "./explained-database";
import { forgetfulDatabase, forgetWorkspace, type Forgetful } from "./forgetful-database";
import { seedEveryTable } from "./seed-every-table";
import { escaping, everyStoreRead, readsIn, type StoreFunction } from "./store-functions";
import { READS_NO_ROWS } from "./reads-without-rows";
import { newThings, type Things } from "./read-things";
import { ARGUMENTS, valuesOf } from "./store-read-arguments";

const reads = await everyStoreRead();
const names = [...reads.keys()];
const readsRows = (name: string): boolean => !(name in READS_NO_ROWS);

let world: LeadsWorld;
let mine: Workspace;
let other: Things;
let theirs: Workspace;
let forgetful: Forgetful;
/** Records as well, and forgets nothing: nobody's workspace. */
let remembering: Forgetful;
/** Everything in the rows of the other workspace that is in none of ours. */
let marks: Set<string>;
/** Every table of the application, without its schema as a plan names it. */
let relations: Set<string>;

beforeAll(async () => {
  world = await createLeadsWorld();
  const { rows } = await world.admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'genesis') and c.relkind in ('r', 'p') order by 1`,
  );
  const tables = rows.map(({ name }) => name);
  relations = new Set(tables.map((table) => table.split(".")[1] as string));
  // Ours first: what asks for the newest, or the first it finds, finds theirs unless something stops it.
  [mine, theirs] = [await world.workspace("mine"), await world.workspace("theirs")];
  other = newThings(theirs.projectId);
  for (const [workspace, things] of [
    [mine, newThings(mine.projectId)],
    [theirs, other],
  ] as const) {
    await createLeadsPartition(world.ctx(workspace));
    await seedEveryTable(world.admin, workspace, tables, valuesOf(things));
  }
  // And theirs is the oldest company: what asks for the first one finds it.
  await world.admin.query("update projects set created_at = created_at - interval '1 day' where workspace_id = $1", [
    theirs.id,
  ]);
  marks = new Set([theirs.id, theirs.slug, ...Object.values(other)]);
  forgetful = forgetfulDatabase(getPool(), mine.id);
  remembering = forgetfulDatabase(getPool(), randomUUID());
});
afterAll(() => world.close());

/** A read of ours that asks for theirs; what the store makes of the rows is of no interest here. */
async function readTheirs(name: string, tx: TxCtx): Promise<void> {
  const read = reads.get(name) as StoreFunction;
  await read(tx, ...(ARGUMENTS[name]?.(other) ?? [])).catch((error: unknown) => {
    const ofTheStore = error instanceof AppError || error instanceof ZodError;
    if (!ofTheStore) throw error;
  });
}

/** The rows the database answers to such a read. */
async function rowsOf(
  name: string,
  database: Forgetful,
  run: (call: (tx: TxCtx) => Promise<void>) => Promise<void>,
): Promise<unknown[]> {
  database.takeRows();
  await run((tx) => readTheirs(name, tx));
  return database.takeRows();
}

const asTenant = (name: string, database: Forgetful): Promise<unknown[]> =>
  rowsOf(name, database, (call) => withTransaction({ ...world.ctx(mine), db: database.db }, call));
const asService = (name: string): Promise<unknown[]> => {
  const ctx = world.ctx(mine);
  return rowsOf(name, forgetful, (call) =>
    withServiceTransaction({ ...ctx, db: forgetful.db }, ({ db }) => call({ ...ctx, db })),
  );
};

test("every read of every store is asked here; one that takes more than a transaction has its arguments", () => {
  expect(names.length).toBeGreaterThan(50);
  const takesMore = names.filter((name) => (reads.get(name) as StoreFunction).length > 1);
  expect(takesMore.filter((name) => !ARGUMENTS[name])).toEqual([]);
  expect([...Object.keys(ARGUMENTS), ...Object.keys(READS_NO_ROWS)].filter((name) => !reads.has(name))).toEqual([]);
});

describe("a store that forgets which workspace it means", () => {
  test.each(names)("%s shows a tenant nothing of another workspace", async (name) => {
    // A read that visits no table has no condition to forget.
    const rows = await asTenant(name, readsRows(name) ? forgetful : remembering);
    const seen = JSON.stringify(rows);
    expect([...marks].filter((mark) => seen.includes(mark))).toEqual([]);
    // The same as with the condition: no sum and no count has theirs in it.
    expect(rows).toEqual(readsRows(name) ? await asTenant(name, remembering) : rows);
  });

  test.each(names.filter(readsRows))("%s would, without the wall", async (name) => {
    const rows = await asService(name);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).not.toEqual(await asTenant(name, forgetful));
  });

  test.each(Object.entries(READS_NO_ROWS))("%s visits no table: it asks %s", async (name) => {
    const { db, take } = explainedDatabase(getPool());
    await withTransaction({ ...world.ctx(mine), db }, (tx) => readTheirs(name, tx));
    const explained = take();
    expect(explained.length).toBeGreaterThan(0);
    expect(explained.flatMap(({ scans }) => scans).filter(({ table }) => relations.has(table))).toEqual([]);
  });

  test("no statement names the workspace in a way that is not understood here, and conditions really are forgotten", () => {
    expect(forgetful.notUnderstood).toEqual([]);
    expect(forgetful.forgotten).toBeGreaterThan(100);
  });
});

describe("the instrument", () => {
  const ID = "00000000-0000-4000-8000-000000000001";
  test.each([
    ['select 1 from "a" where "workspace_id" = $1', [ID], 'select 1 from "a" where ($1::uuid is not null)'],
    ['where "i"."workspace_id" = $2 and x = $1', ["x", ID], "where ($2::uuid is not null) and x = $1"],
    ["where $1::uuid = w.id and $10 = 1", [ID], "where ($1::uuid is not null) and $10 = 1"],
  ])("forgets: %s", (text, values, forgotten) => {
    expect(forgetWorkspace(text, values, ID)).toEqual([forgotten, 1, true]);
  });

  test.each([
    ["select private.of($1)", [ID]],
    ["where (workspace_id, id) = ($1, $2)", [ID, "x"]],
    ["where workspace_id = any ($1)", [[ID]]],
  ])("says when it does not understand: %s", (text, values) => {
    expect(forgetWorkspace(text, values, ID)[2]).toBe(false);
  });

  test("finds reads by what they do, not by a list", () => {
    const store = (body: string, name: string): string =>
      `export async function ${name}(tx: TxCtx): Promise<void> {\n  ${body}\n}\n`;
    const text = [
      store('await tx.db.selectFrom("a").execute();', "pickSomething"),
      store('await tx.db.insertInto("a").execute();', "pickOther"),
      store("await sql`update a set b = 1`.execute(tx.db);", "findAndChange"),
      "export async function findAcross(tx: ServiceTx): Promise<void> {\n  return;\n}\n",
    ].join("\n");
    expect(readsIn(text)).toEqual(["pickSomething"]);
    expect(escaping(text)).toEqual([]);
  });

  test.each([
    "export const findSecret = async (tx: TxCtx): Promise<void> => {};\n",
    "export async function findSecret(transaction: TxCtx): Promise<void> {\n}\n",
  ])("a read it would not find is an error: %s", (text) => {
    expect(escaping(text)).toEqual(["findSecret"]);
  });
});
