import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestWorld, type Company, type TestWorld } from "../factories/test-world";

let world: TestWorld;
let mine: Company;
let theirs: Company;
let readable: string[];
beforeAll(async () => {
  world = await createTestWorld();
  [mine, theirs] = [await world.company(), await world.company()];
  const { rows } = await world.admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'genesis') and c.relkind in ('r', 'p')
       and has_table_privilege('authenticated', c.oid, 'select') order by 1`,
  );
  readable = rows.map(({ name }) => name);
});
afterAll(() => world.close());

/** As Clerk makes them and PostgREST and realtime hand them on. */
const claimsOf = (userId: string): string =>
  JSON.stringify({
    sub: userId,
    role: "authenticated",
    iss: "https://clerk.example.com",
    sid: "sess_1",
    azp: "https://app.example.com",
  });

type Query = (text: string) => Promise<Record<string, unknown>[]>;

/** PostgREST: role and claims for one transaction. */
async function atPostgrest<T>(userId: string, run: (query: Query) => Promise<T>): Promise<T> {
  const { admin } = world;
  await admin.query("begin");
  try {
    await admin.query("select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)", [
      claimsOf(userId),
    ]);
    return await run(async (text) => (await admin.query(text)).rows as Record<string, unknown>[]);
  } finally {
    await admin.query("rollback");
  }
}

/** Realtime: a statement prepared by the superuser, executed once for each subscriber as their role with their claims. */
async function seenAtRealtime(table: string, id: string, userIds: string[]): Promise<boolean[]> {
  const { admin } = world;
  await admin.query("begin");
  try {
    await admin.query(`prepare walrus_rls_stmt as select count(*) > 0 as seen from ${table} where id = '${id}'`);
    const seen: boolean[] = [];
    for (const userId of userIds) {
      await admin.query(
        "select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)",
        [claimsOf(userId)],
      );
      const { rows } = await admin.query<{ seen: boolean }>("execute walrus_rls_stmt");
      seen.push(rows[0]?.seen ?? false);
      await admin.query("select set_config('role', 'none', true)");
    }
    return seen;
  } finally {
    await admin.query("rollback; deallocate all");
  }
}

const workspacesSeen = (userId: string): Promise<unknown[]> =>
  atPostgrest(userId, async (query) => (await query("select id from workspaces")).map(({ id }) => id));

test("a member reads their own workspace in every table that is open to members", async () => {
  expect(readable.length).toBeGreaterThan(10);
  await atPostgrest(mine.founder.user.userId, async (query) => {
    for (const table of readable) {
      const key = table === "public.workspaces" ? "id" : "workspace_id";
      const owners = new Set((await query(`select ${key} as owner from ${table}`)).map(({ owner }) => owner));
      owners.delete(mine.workspaceId);
      expect([table, [...owners]]).toEqual([table, []]);
    }
    expect(await query("select id from projects")).toEqual([{ id: mine.projectId }]);
    expect((await query("select from project_events")).length).toBeGreaterThan(0);
  });
});

test.each([
  "insert into suppressions (workspace_id, email, reason, source) values ($, 'a@b.c', 'manual', 'x')",
  "update projects set name = 'x'",
  "delete from projects",
  "truncate projects",
  "select id from projects for update",
])("a member changes nothing, their own included: %s", async (statement) => {
  const attempt = atPostgrest(mine.founder.user.userId, (query) =>
    query(statement.replace("$", `'${mine.workspaceId}'`)),
  );
  await expect(attempt).rejects.toMatchObject({ code: "42501" });
});

test("realtime shows a row to members of its workspace only, whoever was asked before", async () => {
  const [member, stranger] = [mine.founder.user.userId, theirs.founder.user.userId];
  const { rows } = await world.admin.query<{ id: string }>(
    "select id from project_events where workspace_id = $1 limit 1",
    [mine.workspaceId],
  );
  expect(
    await seenAtRealtime("public.project_events", rows[0]?.id ?? "", [
      stranger,
      member,
      "user_nobody",
      member,
      stranger,
    ]),
  ).toEqual([false, true, false, true, false]);
});

test("a person in two workspaces reads both and no third", async () => {
  const both = "user_of_both";
  await world.admin.query(
    "insert into user_workspaces (workspace_id, user_id, email, role) select unnest($1::uuid[]), $2, 'both@example.com', 'viewer'",
    [[mine.workspaceId, theirs.workspaceId], both],
  );
  expect((await workspacesSeen(both)).sort()).toEqual([mine.workspaceId, theirs.workspaceId].sort());
});

describe("a member who is removed", () => {
  test("reads nothing at once, at either door", async () => {
    const removed = theirs.viewer.actor.type === "user" ? theirs.viewer.actor.userId : "";
    expect(await workspacesSeen(removed)).toEqual([theirs.workspaceId]);
    await world.admin.query("delete from user_workspaces where user_id = $1", [removed]);
    await atPostgrest(removed, async (query) => {
      for (const table of readable) expect([table, await query(`select * from ${table}`)]).toEqual([table, []]);
    });
    expect(await seenAtRealtime("public.projects", theirs.projectId, [removed])).toEqual([false]);
  });
});

describe("a frozen workspace", () => {
  test("shows its members nothing while it is frozen, and everything afterwards", async () => {
    const company = await world.company();
    const { userId } = company.founder.user;
    await world.admin.query("update workspaces set status = 'frozen' where id = $1", [company.workspaceId]);
    await atPostgrest(userId, async (query) => {
      for (const table of readable) expect([table, await query(`select * from ${table}`)]).toEqual([table, []]);
    });
    expect(await seenAtRealtime("public.projects", company.projectId, [userId])).toEqual([false]);
    await world.admin.query("update workspaces set status = 'active' where id = $1", [company.workspaceId]);
    expect(await workspacesSeen(userId)).toEqual([company.workspaceId]);
  });
});
