import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { authenticateKey } from "@/lib/foundation/credentials/authenticate-key";
import { changeRole } from "@/lib/foundation/members/change-role";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { inviteMember } from "@/lib/foundation/members/invite-member";
import { listInvites } from "@/lib/foundation/members/list-invites";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { auditOf, createStaff, join, joinMany, rolesOf, snapshot, type Staff } from "./members-world";

let world: TestWorld;
let staff: Staff;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  staff = await createStaff(world);
});
afterAll(() => world.close());

test("the new role holds at once; ledger and audit log say so", async () => {
  const changed = await changeRole(staff.owner, { userId: staff.viewerId, role: "member" });
  expect(changed).toMatchObject({ user_id: staff.viewerId, role: "member", is_you: false, revoked_keys: 0 });
  expect((await rolesOf(world, staff.workspaceId))[staff.viewerId]).toBe("member");
  expect((await world.ledger(staff.workspaceId)).at(-1)).toMatchObject({
    event_type: "workspace.member_role_changed",
    data: { userId: staff.viewerId, from: "viewer", to: "member" },
  });
  const line = (await auditOf(world, staff.workspaceId)).at(-1);
  expect(line).toMatchObject({
    action: "member.role_changed",
    actor_id: staff.ownerId,
    target_id: staff.viewerId,
    before: { role: "viewer" },
    after: { role: "member" },
  });
  expect(line?.after?.email).toMatch(/^.•••@example\.com$/);
});

test("the role somebody has already writes nothing", async () => {
  const before = await snapshot(world, staff.workspaceId);
  await expect(changeRole(staff.owner, { userId: staff.viewerId, role: "viewer" })).resolves.toMatchObject({
    role: "viewer",
  });
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("an admin manages everybody but owners, and makes none, not even of themselves", async () => {
  const { admin, member, ownerId } = staff;
  await expect(changeRole(admin.ctx, { userId: member.userId, role: "admin" })).resolves.toMatchObject({
    role: "admin",
  });
  const before = await snapshot(world, staff.workspaceId);
  const refused = [
    { userId: member.userId, role: "owner" },
    { userId: admin.userId, role: "owner" },
    { userId: ownerId, role: "viewer" },
  ] as const;
  for (const change of refused) {
    await expect(changeRole(admin.ctx, change)).rejects.toMatchObject({
      code: "permission.missing",
      details: { permission: "workspace.own" },
    });
  }
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("members and viewers change nobody, themselves included", async () => {
  const before = await snapshot(world, staff.workspaceId);
  for (const ctx of [staff.member.ctx, staff.viewer]) {
    for (const userId of [staff.member.userId, staff.viewerId, staff.ownerId]) {
      await expect(changeRole(ctx, { userId, role: "admin" })).rejects.toMatchObject({ code: "permission.missing" });
    }
  }
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("the last owner stays owner; beside another one they may step back", async () => {
  await expect(changeRole(staff.owner, { userId: staff.ownerId, role: "admin" })).rejects.toMatchObject({
    kind: "conflict",
    code: "member.last_owner",
  });
  expect((await rolesOf(world, staff.workspaceId))[staff.ownerId]).toBe("owner");
  await changeRole(staff.owner, { userId: staff.admin.userId, role: "owner" });
  await expect(changeRole(staff.owner, { userId: staff.ownerId, role: "member" })).resolves.toMatchObject({
    role: "member",
    is_you: true,
  });
});

test("two owners who demote each other at the same moment: one stays", async () => {
  const other = await join(world, staff.workspaceId, "owner");
  const done = await Promise.allSettled([
    changeRole(staff.owner, { userId: other.userId, role: "viewer" }),
    changeRole(other.ctx, { userId: staff.ownerId, role: "viewer" }),
  ]);
  expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const roles = Object.values(await rolesOf(world, staff.workspaceId));
  expect(roles.filter((role) => role === "owner")).toHaveLength(1);
});

test("ten owners who all step back at once: one stays", async () => {
  const others = await joinMany(world, staff.workspaceId, "owner", 9);
  const owners = [{ ctx: staff.owner, userId: staff.ownerId }, ...others];
  const done = await Promise.allSettled(owners.map(({ ctx, userId }) => changeRole(ctx, { userId, role: "admin" })));
  expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(9);
  expect(done.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "member.last_owner" } });
  const roles = Object.values(await rolesOf(world, staff.workspaceId));
  expect(roles.filter((role) => role === "owner")).toHaveLength(1);
});

test("a right that was taken back is gone even for whoever entered with it", async () => {
  await changeRole(staff.owner, { userId: staff.admin.userId, role: "viewer" });
  const change = changeRole(staff.admin.ctx, { userId: staff.member.userId, role: "viewer" });
  await expect(change).rejects.toMatchObject({ code: "permission.missing" });
});

test("keys and invitations beyond the new role end, those within it stay", async () => {
  const { admin } = staff;
  const reading = await createKey(admin.ctx, { name: "reading", scopes: ["leads.read"], expires_in_days: null });
  const writing = await createKey(admin.ctx, { name: "writing", scopes: ["leads.write"], expires_in_days: null });
  await inviteMember(admin.ctx, { email: "second-self@example.com", role: "admin" });
  const changed = await changeRole(staff.owner, { userId: admin.userId, role: "viewer" });
  expect(changed).toMatchObject({ revoked_keys: 1, revoked_invites: 1 });
  await expect(authenticateKey(world.system(), writing.key)).rejects.toMatchObject({ code: "key.invalid" });
  await expect(authenticateKey(world.system(), reading.key)).resolves.toMatchObject({ workspaceId: staff.workspaceId });
  expect((await listInvites(staff.owner, { limit: 10 })).data).toMatchObject([{ state: "revoked" }]);
  await expect(enterWorkspace(admin.user, staff.workspaceId)).resolves.toBeDefined();
});

test("a member of another workspace is 404, and cannot change anyone here", async () => {
  const before = await snapshot(world, staff.workspaceId);
  const change = changeRole(staff.stranger, { userId: staff.viewerId, role: "owner" });
  await expect(change).rejects.toMatchObject({ kind: "not_found", code: "member.not_found" });
  const inside = { ...staff.stranger, workspaceId: staff.workspaceId };
  await expect(changeRole(inside, { userId: staff.viewerId, role: "owner" })).rejects.toMatchObject({
    code: "workspace.forbidden",
  });
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("a job is nobody who could change a role", async () => {
  await expect(changeRole(staff.job, { userId: staff.viewerId, role: "owner" })).rejects.toMatchObject({
    code: "workspace.forbidden",
  });
});
