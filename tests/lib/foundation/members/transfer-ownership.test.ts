import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inviteMember } from "@/lib/foundation/members/invite-member";
import { listInvites } from "@/lib/foundation/members/list-invites";
import { transferOwnership } from "@/lib/foundation/members/transfer-ownership";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { auditOf, createStaff, join, rolesOf, snapshot, type Staff } from "./members-world";

let world: TestWorld;
let staff: Staff;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  staff = await createStaff(world);
});
afterAll(() => world.close());

test("the new one becomes owner, the old one admin, in one step", async () => {
  const transferred = await transferOwnership(staff.owner, { user_id: staff.member.userId });
  expect(transferred).toMatchObject({
    owner: { user_id: staff.member.userId, role: "owner", is_you: false },
    previous_owner: { user_id: staff.ownerId, role: "admin", is_you: true },
  });
  expect(await rolesOf(world, staff.workspaceId)).toMatchObject({
    [staff.member.userId]: "owner",
    [staff.ownerId]: "admin",
  });
  expect((await world.ledger(staff.workspaceId)).at(-1)).toMatchObject({
    event_type: "workspace.ownership_transferred",
    data: { from: { userId: staff.ownerId }, to: { userId: staff.member.userId } },
  });
  expect((await auditOf(world, staff.workspaceId)).at(-1)).toMatchObject({
    action: "ownership.transferred",
    target_id: staff.member.userId,
    before: { role: "member", owner: staff.ownerId },
    after: { role: "owner", previous_owner_role: "admin" },
  });
});

test("invitations that only an owner can send end with the ownership", async () => {
  await inviteMember(staff.owner, { email: "a@example.com", role: "owner" });
  await inviteMember(staff.owner, { email: "b@example.com", role: "admin" });
  await transferOwnership(staff.owner, { user_id: staff.member.userId });
  expect((await listInvites(staff.owner, { limit: 10 })).data).toMatchObject([
    { email: "b@example.com", state: "open" },
    { email: "a@example.com", state: "revoked" },
  ]);
});

test("not to oneself, not to somebody who is no member", async () => {
  const before = await snapshot(world, staff.workspaceId);
  await expect(transferOwnership(staff.owner, { user_id: staff.ownerId })).rejects.toMatchObject({
    kind: "impossible",
    code: "ownership.same_member",
  });
  await expect(transferOwnership(staff.owner, { user_id: "user_nobody" })).rejects.toMatchObject({
    code: "member.not_found",
  });
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("only the owner transfers the workspace", async () => {
  const before = await snapshot(world, staff.workspaceId);
  for (const ctx of [staff.admin.ctx, staff.member.ctx, staff.viewer]) {
    await expect(transferOwnership(ctx, { user_id: staff.admin.userId })).rejects.toMatchObject({
      code: "permission.missing",
    });
  }
  const inside = { ...staff.stranger, workspaceId: staff.workspaceId };
  await expect(transferOwnership(inside, { user_id: staff.admin.userId })).rejects.toMatchObject({
    code: "workspace.forbidden",
  });
  await expect(transferOwnership(staff.job, { user_id: staff.admin.userId })).rejects.toMatchObject({
    code: "workspace.forbidden",
  });
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("the same ownership given to two people at once goes to one of them", async () => {
  const done = await Promise.allSettled(
    [staff.admin.userId, staff.member.userId].map((user_id) => transferOwnership(staff.owner, { user_id })),
  );
  expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(Object.values(await rolesOf(world, staff.workspaceId)).filter((role) => role === "owner")).toHaveLength(1);
});

test("two owners who hand over to each other end as they began, one after the other", async () => {
  const other = await join(world, staff.workspaceId, "owner");
  await Promise.allSettled([
    transferOwnership(staff.owner, { user_id: other.userId }),
    transferOwnership(other.ctx, { user_id: staff.ownerId }),
  ]);
  const roles = await rolesOf(world, staff.workspaceId);
  expect([roles[staff.ownerId], roles[other.userId]].toSorted()).toEqual(["admin", "owner"]);
});
