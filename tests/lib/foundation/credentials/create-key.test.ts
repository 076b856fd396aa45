import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { listKeys } from "@/lib/foundation/credentials/list-keys";
import { KEY_SCOPES } from "@/lib/foundation/access/roles";
import { CreateKey } from "@/lib/foundation/credentials/schemas";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { auditOf, createStaff, snapshot, type Staff } from "../members/members-world";

let world: TestWorld;
let staff: Staff;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  staff = await createStaff(world);
});
afterAll(() => world.close());

const reading = { name: "Nightly export", scopes: ["leads.read" as const], expires_in_days: 30 };

test("the key is in the answer and nowhere else; ledger and audit log know its end", async () => {
  const { key, ...row } = await createKey(staff.owner, reading);
  expect(key).toMatch(/^glk_[0-9a-f]{64}$/);
  expect(row).toMatchObject({
    name: "Nightly export",
    last_four: key.slice(-4),
    scopes: ["leads.read"],
    created_by: staff.ownerId,
    revoked_at: null,
    last_used_at: null,
  });
  const days = (Date.parse(row.expires_at ?? "") - Date.now()) / (24 * 60 * 60 * 1000);
  expect(Math.round(days)).toBe(30);
  expect((await world.ledger(staff.workspaceId)).at(-1)).toMatchObject({ event_type: "workspace.key_created" });
  expect((await auditOf(world, staff.workspaceId)).at(-1)).toMatchObject({
    action: "key.created",
    actor_id: staff.ownerId,
    target_id: row.id,
    after: { name: "Nightly export", last_four: key.slice(-4), scopes: ["leads.read"] },
  });
  const { rows } = await world.admin.query("select * from workspace_keys");
  expect(JSON.stringify([rows, await snapshot(world, staff.workspaceId)])).not.toContain(key.slice(4));
});

test("a key without an end, and a scope named twice", async () => {
  const scopes = ["leads.read", "leads.read", "campaigns.write"] as const;
  const row = await createKey(staff.admin.ctx, { name: "x", scopes: [...scopes], expires_in_days: null });
  expect(row).toMatchObject({ expires_at: null, scopes: ["leads.read", "campaigns.write"] });
});

test("no key can give others access, not even an owner's", async () => {
  const before = await snapshot(world, staff.workspaceId);
  for (const scope of ["workspace.own", "members.write", "keys.write", "tokens.rotate"] as const) {
    const create = createKey(staff.owner, { ...reading, scopes: ["leads.read", scope] });
    await expect(create).rejects.toMatchObject({ kind: "invalid", code: "key.scope_refused" });
  }
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("a key cannot have more permissions than its creator", async () => {
  const permissions = new Set(["keys.write", "leads.read"] as const);
  const ctx = { ...staff.owner, actor: { type: "user", userId: staff.ownerId, permissions } } as const;
  await expect(createKey(ctx, { ...reading, scopes: ["leads.write"] })).rejects.toMatchObject({
    code: "permission.missing",
    details: { permission: "leads.write" },
  });
  await expect(createKey(ctx, reading)).resolves.toBeDefined();
});

test("members, viewers and keys make none; a stranger makes them at home", async () => {
  const before = await snapshot(world, staff.workspaceId);
  const key = { ...staff.owner, actor: { type: "key", keyId: "k", permissions: new Set(KEY_SCOPES) } } as const;
  for (const ctx of [staff.member.ctx, staff.viewer, key]) {
    await expect(createKey(ctx, reading)).rejects.toMatchObject({ code: "permission.missing" });
  }
  await createKey(staff.stranger, reading);
  expect(await listKeys(staff.owner)).toEqual([]);
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("in a frozen workspace no key is made", async () => {
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [staff.workspaceId]);
  await expect(createKey(staff.owner, reading)).rejects.toMatchObject({ code: "workspace.frozen" });
});

test.each([
  { name: " ", scopes: ["leads.read"] },
  { name: "x".repeat(101), scopes: ["leads.read"] },
  { name: "x", scopes: [] },
  { name: "x", scopes: ["leads.everything"] },
  { name: "x", scopes: ["leads.read"], expires_in_days: 0 },
  { name: "x", scopes: ["leads.read"], expires_in_days: 366 },
  { name: "x", scopes: ["leads.read"], expires_in_days: 1.5 },
])("%j is refused", (input) => {
  expect(CreateKey.safeParse(input).success).toBe(false);
});

test("a key ends after 90 days unless one says otherwise", () => {
  expect(CreateKey.parse({ name: "x", scopes: ["leads.read"] }).expires_in_days).toBe(90);
});
