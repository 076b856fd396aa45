import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getDb } from "@/lib/platform/db";
import {
  withoutTrace,
  withReadTransaction,
  withServiceTransaction,
  withTransaction,
  type TxCtx,
} from "@/lib/platform/transaction";
import { waitFor } from "../../support/wait-for";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const whoAmI = async (tx: Pick<TxCtx, "db">): Promise<unknown> => {
  const query = sql`select current_user::text as role, current_setting('app.current_workspace_id', true) as workspace`;
  return (await query.execute(tx.db)).rows[0];
};

test("a query without a where sees its own workspace only, in every tenant table", async () => {
  const tables = ["workspaces", "user_workspaces", "workspace_webhook_tokens", "projects", "project_events"];
  for (const table of tables) {
    const ids = await withReadTransaction(company.owner, async (tx) => {
      const column = sql.ref(table === "workspaces" ? "id" : "workspace_id");
      const { rows } = await sql<{ id: string }>`select distinct ${column} as id from ${sql.table(table)}`.execute(
        tx.db,
      );
      return rows.map(({ id }) => id);
    });
    expect(ids, table).toEqual([company.workspaceId]);
  }
});

test("no statement writes into, moves a row to, or deletes from another workspace", async () => {
  const { workspaceId } = company.stranger;
  const write = (run: (tx: TxCtx) => Promise<unknown>): Promise<unknown> => withTransaction(company.owner, run);
  await expect(
    write((tx) => sql`insert into campaign_groups (workspace_id, name) values (${workspaceId}, 'x')`.execute(tx.db)),
  ).rejects.toMatchObject({ code: "42501" });
  await expect(
    write((tx) => sql`update projects set workspace_id = ${workspaceId}`.execute(tx.db)),
  ).rejects.toMatchObject({ code: "42501" });
  await write((tx) => sql`update projects set name = 'mine now' where workspace_id = ${workspaceId}`.execute(tx.db));
  await write((tx) => sql`delete from user_workspaces where workspace_id = ${workspaceId}`.execute(tx.db));
  const { rows } = await world.admin.query(
    "select p.name from projects p join user_workspaces m using (workspace_id) where workspace_id = $1",
    [workspaceId],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].name).not.toBe("mine now");
});

test("a tenant may not look into the queue, take a stronger role's tables or run DDL", async () => {
  for (const query of ["select * from pgboss.job", "create table public.x (id int)", "drop table projects"]) {
    await expect(withTransaction(company.owner, (tx) => sql.raw(query).execute(tx.db))).rejects.toMatchObject({
      code: "42501",
    });
  }
});

test("role and workspace end with the transaction, also when it failed, on every connection of the pool", async () => {
  await withTransaction(company.owner, async (tx) => {
    expect(await whoAmI(tx)).toEqual({ role: "tenant_role", workspace: company.workspaceId });
  });
  await expect(withTransaction(company.owner, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  const seen = await Promise.all(Array.from({ length: 30 }, () => whoAmI({ db: getDb() } as Pick<TxCtx, "db">)));
  for (const one of seen) expect(one).toMatchObject({ role: "postgres" });
  for (const one of seen) expect((one as { workspace: string | null }).workspace || null).toBeNull();
});

test("many workspaces at once on one pool never see each other", async () => {
  const companies = [company, await world.company(), await world.company()];
  const reads = Array.from({ length: 60 }, async (_, index) => {
    const { owner, workspaceId } = companies[index % 3] as Company;
    const { rows } = await withReadTransaction(owner, (tx) =>
      sql<{ id: string }>`select id from workspaces, pg_sleep(0.005)`.execute(tx.db),
    );
    expect(rows).toEqual([{ id: workspaceId }]);
  });
  await Promise.all(reads);
});

test("a read transaction refuses to write", async () => {
  const write = withReadTransaction(company.owner, (tx) => sql`update projects set name = 'x'`.execute(tx.db));
  await expect(write).rejects.toMatchObject({ code: "25006" });
});

test("verbs compose into one commit: an inner transaction is the outer one", async () => {
  const rename = (ctx: Company["owner"], name: string): Promise<unknown> =>
    withTransaction(ctx, (tx) => sql`update projects set name = ${name}`.execute(tx.db));
  const failed = withTransaction(company.owner, async (tx) => {
    await rename(tx, "inner");
    await withReadTransaction(tx, async (read) => {
      const { rows } = await sql<{ name: string }>`select name from projects`.execute(read.db);
      expect(rows).toEqual([{ name: "inner" }]);
    });
    throw new Error("outer fails");
  });
  await expect(failed).rejects.toThrow("outer fails");
  const { rows } = await world.admin.query("select from projects where name = 'inner'");
  expect(rows).toHaveLength(0);
});

test("a service transaction sees across workspaces, as its own role and in no workspace", async () => {
  const seen = await withServiceTransaction(world.system(), async (tx) => {
    expect(await whoAmI(tx)).toMatchObject({ role: "service_role" });
    return (await sql`select id from workspaces`.execute(tx.db)).rows.length;
  });
  expect(seen).toBeGreaterThan(2);
});

test("without a workspace, or with one that does not exist, a tenant sees nothing", async () => {
  const nobody = { ...company.owner, workspaceId: randomUUID() };
  const { rows } = await withReadTransaction(nobody, (tx) => sql`select id from workspaces`.execute(tx.db));
  expect(rows).toEqual([]);
});

test("values come as the generated types promise: times as ISO strings, numbers as numbers", async () => {
  const { rows } =
    await sql`select now() as at, 12345678901::int8 as big, 1.5::numeric as money, date '2026-01-02' as day`.execute(
      getDb(),
    );
  expect(rows).toEqual([
    { at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), big: 12345678901, money: 1.5, day: "2026-01-02" },
  ]);
});

test("connections ended in the middle are 503, nothing is half-written, and the next request works", async () => {
  const broken = withTransaction(company.owner, async (tx) => {
    await sql`update projects set name = 'half'`.execute(tx.db);
    await world.admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'greenlight' and datname = current_database()",
    );
    await sql`select 1`.execute(tx.db);
  });
  await expect(broken).rejects.toMatchObject({ kind: "unavailable", code: "database.unavailable" });
  const { rows } = await world.admin.query("select from projects where name = 'half'");
  expect(rows).toHaveLength(0);
  await waitFor(
    async () =>
      (await withReadTransaction(company.owner, (tx) => sql`select id from projects`.execute(tx.db))).rows.length === 1,
    { withinMs: 5_000, what: "the pool has a connection again" },
  );
});

test("a transaction without trace is rolled back, whether it succeeds or fails, and returns its connection", async () => {
  const rename = sql`update projects set name = 'tried' where workspace_id = ${company.workspaceId}`;
  for (let times = 0; times < 40; times += 1) {
    const { numAffectedRows } = await withoutTrace(world.system(), (db) => rename.execute(db));
    expect(numAffectedRows).toBe(1n);
  }
  const failed = withoutTrace(world.system(), async (db) => {
    await rename.execute(db);
    await sql`select 1 / 0`.execute(db);
  });
  await expect(failed).rejects.toMatchObject({ code: "22012" });
  const { rows } = await world.admin.query("select from projects where name = 'tried'");
  expect(rows).toHaveLength(0);
});
