import { Client } from "pg";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withReadTransaction, withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";
import { waitFor } from "../../support/wait-for";

let world: TestWorld;
let company: Company;
/** Freezes and drains, as an administrator in another process. */
let other: Client;
beforeAll(async () => {
  world = await createTestWorld();
  other = new Client({ connectionString: world.url });
  await other.connect();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(async () => {
  await other.end();
  await world.close();
});

const FROZEN = { kind: "forbidden", code: "workspace.frozen" };
const setStatus = (status: "active" | "frozen", reason: string | null = null): Promise<unknown> =>
  world.admin.query("update workspaces set status = $2, frozen_reason = $3 where id = $1", [
    company.workspaceId,
    status,
    reason,
  ]);
const drain = (): Promise<unknown> => other.query("select private.drain_workspace($1)", [company.workspaceId]);
const write = (run: (tx: TxCtx) => Promise<unknown> = () => Promise.resolve()): Promise<unknown> =>
  withTransaction(company.owner, async (tx) => {
    await sql`insert into suppressions (workspace_id, email, reason, source)
      values (${tx.workspaceId}, gen_random_uuid() || '@example.com', 'manual', 'test')`.execute(tx.db);
    return run(tx);
  });
const written = async (): Promise<number> =>
  (await world.admin.query("select from suppressions where workspace_id = $1", [company.workspaceId])).rowCount ?? -1;
/** How many sessions wait for a workspace's lock. */
const waiting = async (): Promise<number> =>
  (
    await world.admin.query(
      "select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
    )
  ).rowCount ?? -1;
const waits = (many: number): Promise<unknown> =>
  waitFor(async () => (await waiting()) === many, { everyMs: 20, withinMs: 10_000, what: `${many} wait for the lock` });

/** A transaction that stays open until told to end. */
async function underWay(): Promise<{ end: () => void; done: Promise<unknown> }> {
  let end = (): void => undefined;
  let begun = (): void => undefined;
  const started = new Promise<void>((resolve) => (begun = resolve));
  const gate = new Promise<void>((resolve) => (end = resolve));
  const done = write(async () => {
    begun();
    await gate;
  });
  await started;
  return { end, done };
}

test("a frozen workspace is shut to reading and writing, with the reason; unfrozen, it is open again", async () => {
  await setStatus("frozen", "abuse reported");
  await expect(write()).rejects.toMatchObject({ ...FROZEN, message: "Workspace is frozen: abuse reported" });
  await expect(withReadTransaction(company.owner, () => Promise.resolve(1))).rejects.toMatchObject(FROZEN);
  await setStatus("frozen");
  await expect(write()).rejects.toMatchObject({ ...FROZEN, message: expect.stringContaining("ask an administrator") });
  expect(await written()).toBe(0);
  await setStatus("active");
  await write();
  expect(await written()).toBe(1);
});

test("others go on, and what a frozen workspace still does is done", async () => {
  await setStatus("frozen", "x");
  await withReadTransaction(company.stranger, () => Promise.resolve());
  const seen = await withTransaction({ ...company.owner, whileFrozen: true }, async (tx) => {
    const { rows } = await sql<{
      role: string;
      id: string;
    }>`select current_user::text as role, id from workspaces`.execute(tx.db);
    return rows;
  });
  expect(seen).toEqual([{ role: "tenant_role", id: company.workspaceId }]);
});

test("transactions begun before the freeze commit, and the drain waits for them; later ones are refused", async () => {
  const early = await underWay();
  await setStatus("frozen", "x");
  await expect(write()).rejects.toMatchObject(FROZEN);

  let drained = false;
  const draining = drain().then(() => (drained = true));
  await waits(1);
  const late = write().then(
    () => "committed",
    (error: { code: string }) => error.code,
  );
  await waits(2);
  expect(drained).toBe(false);
  expect(await written()).toBe(0);

  early.end();
  await early.done;
  await draining;
  expect(await written()).toBe(1);
  expect(await late).toBe("workspace.frozen");
  expect(await written()).toBe(1);
});

test("a transaction that failed is not waited for, nor one of another workspace", async () => {
  await expect(write(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await withTransaction(company.stranger, () => drain());
  expect(await written()).toBe(0);
});

test("a transaction that waited at the lock while the freeze committed sees it", async () => {
  await other.query("begin");
  await drain();
  const knocked = write().then(
    () => "committed",
    (error: { code: string }) => error.code,
  );
  await waits(1);
  await setStatus("frozen", "x");
  await other.query("commit");
  expect(await knocked).toBe("workspace.frozen");
  expect(await written()).toBe(0);
});

test("after a freeze and a drain not one row more is written, whoever was writing meanwhile", async () => {
  const commits: number[] = [];
  const writeUntilFrozen = async (): Promise<string> => {
    for (;;) {
      try {
        await write();
        commits.push(1);
      } catch (error) {
        return (error as { code: string }).code;
      }
    }
  };
  const writers = Array.from({ length: 8 }, writeUntilFrozen);
  await waitFor(async () => commits.length > 40, { everyMs: 10, what: "they write" });
  await setStatus("frozen", "x");
  await drain();
  const afterDrain = await written();
  expect(await Promise.all(writers)).toEqual(Array.from({ length: 8 }, () => FROZEN.code));
  expect(await written()).toBe(afterDrain);
  // Every caller was told the truth.
  expect(commits).toHaveLength(afterDrain);
});

test("a verb inside another's transaction is not stopped half-way by a freeze: both commit together", async () => {
  const early = await underWay();
  const nested = write(async (tx) => {
    await setStatus("frozen", "x");
    return withTransaction(tx, (inner) => sql`select 1`.execute(inner.db));
  });
  early.end();
  await Promise.all([early.done, nested]);
  expect(await written()).toBe(2);
});
