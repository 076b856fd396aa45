import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { authenticateKey } from "@/lib/foundation/credentials/authenticate-key";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { leaveWorkspace } from "@/lib/foundation/members/leave-workspace";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { auditOf, createStaff, joinMany, rolesOf, snapshot, type Staff } from "./members-world";

let world: TestWorld;
let staff: Staff;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  staff = await createStaff(world);
});
afterAll(() => world.close());

test("every member may leave, viewers included", async () => {
  await expect(leaveWorkspace(staff.viewer)).resolves.toMatchObject({ user_id: staff.viewerId, is_you: true });
  expect(await rolesOf(world, staff.workspaceId)).not.toHaveProperty(staff.viewerId);
  expect((await world.ledger(staff.workspaceId)).at(-1)).toMatchObject({ event_type: "workspace.member_left" });
  expect((await auditOf(world, staff.workspaceId)).at(-1)).toMatchObject({
    action: "member.left",
    actor_id: staff.viewerId,
    before: { role: "viewer" },
  });
});

test("a former member cannot enter, nor can their key, and cannot leave again", async () => {
  const { admin } = staff;
  const { key } = await createKey(admin.ctx, { name: "script", scopes: ["leads.read"], expires_in_days: null });
  await expect(leaveWorkspace(admin.ctx)).resolves.toMatchObject({ revoked_keys: 1 });
  await expect(enterWorkspace(admin.user, staff.workspaceId)).rejects.toMatchObject({ code: "workspace.forbidden" });
  await expect(authenticateKey(world.system(), key)).rejects.toMatchObject({ code: "key.invalid" });
  await expect(leaveWorkspace(admin.ctx)).rejects.toMatchObject({ code: "workspace.forbidden" });
});

test("the last owner cannot leave", async () => {
  const before = await snapshot(world, staff.workspaceId);
  await expect(leaveWorkspace(staff.owner)).rejects.toMatchObject({ kind: "conflict", code: "member.last_owner" });
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("five owners who all leave at once: one stays", async () => {
  const others = await joinMany(world, staff.workspaceId, "owner", 4);
  const done = await Promise.allSettled([staff.owner, ...others.map(({ ctx }) => ctx)].map(leaveWorkspace));
  expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
  expect(Object.values(await rolesOf(world, staff.workspaceId)).filter((role) => role === "owner")).toHaveLength(1);
});

test("neither a key nor a job leaves, and nobody leaves another workspace", async () => {
  const permissions = new Set(["workspace.read"] as const);
  const key = { ...staff.owner, actor: { type: "key", keyId: staff.ownerId, permissions } } as const;
  for (const ctx of [key, staff.job, { ...staff.stranger, workspaceId: staff.workspaceId }]) {
    await expect(leaveWorkspace(ctx)).rejects.toMatchObject({ code: "workspace.forbidden" });
  }
});
