import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestWorld, type Company, type TestWorld } from "../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  await world.admin.query(
    "insert into governance_audit_log (workspace_id, actor_type, action) values ($1, 'user', 'probe.seeded')",
    [company.workspaceId],
  );
  await world.admin.query(
    "insert into login_audit (user_id, event_type, occurred_at) values ('u', 'signed_in', now())",
  );
});
afterAll(() => world.close());

const TABLES = { project_events: "message = 'x'", governance_audit_log: "reason = 'x'", login_audit: "email = 'x'" };
const ROLES = ["supabase_admin", "postgres", "service_role", "tenant_role", "authenticated", "anon"];
const EVERY_RIGHT = ["supabase_admin", "postgres"];
const CASES = Object.entries(TABLES).flatMap(([table, change]) =>
  ROLES.flatMap((role) =>
    [`update ${table} set ${change}`, `delete from ${table}`, `truncate ${table} cascade`].map((statement) => ({
      table,
      role,
      statement,
    })),
  ),
);

async function refusal(role: string, statement: string): Promise<string | null> {
  const { admin } = world;
  await admin.query("begin");
  try {
    await admin.query("select set_config('app.current_workspace_id', $1, true)", [company.workspaceId]);
    await admin.query(`set local role ${role}`);
    return await admin.query(statement).then(
      () => null,
      (error: { code: string }) => error.code,
    );
  } finally {
    await admin.query("rollback");
  }
}

test.each(CASES)("$table: $role is refused '$statement'", async ({ table, role, statement }) => {
  const rows = async (): Promise<unknown[]> => (await world.admin.query(`select * from ${table}`)).rows;
  const before = await rows();
  expect(before.length).toBeGreaterThan(0);
  // 42501: no right to. 23001: the trigger, which asks nobody's rights.
  expect(await refusal(role, statement)).toMatch(EVERY_RIGHT.includes(role) ? /^23001$/ : /^(42501|23001)$/);
  expect(await rows()).toEqual(before);
});

test.each(Object.keys(TABLES))("%s: the triggers stay on when a session says it only replays", async (table) => {
  const { admin } = world;
  await admin.query("begin; set local session_replication_role = replica");
  try {
    await expect(admin.query(`delete from ${table}`)).rejects.toMatchObject({ code: "23001" });
  } finally {
    await admin.query("rollback");
  }
});

test.each(Object.keys(TABLES))("%s: it is the triggers that refuse whoever has every right", async (table) => {
  const { admin } = world;
  await admin.query(`begin; alter table ${table} disable trigger user`);
  try {
    expect((await admin.query(`delete from ${table}`)).rowCount).toBeGreaterThan(0);
  } finally {
    await admin.query("rollback");
  }
});
