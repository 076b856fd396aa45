import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { acceptInvite } from "@/lib/foundation/members/accept-invite";
import { revokeInvite } from "@/lib/foundation/members/revoke-invite";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { auditOf, createStaff, invited, snapshot, type Staff } from "./members-world";

let world: TestWorld;
let staff: Staff;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  staff = await createStaff(world);
});
afterAll(() => world.close());

test("the link is dead at once; ledger and audit log say so", async () => {
  const { user, token, invite } = await invited(world, staff.owner);
  await expect(revokeInvite(staff.admin.ctx, { inviteId: invite.id })).resolves.toMatchObject({ state: "revoked" });
  await expect(acceptInvite(user, { token })).rejects.toMatchObject({ kind: "impossible", code: "invite.revoked" });
  expect((await world.ledger(staff.workspaceId)).at(-1)).toMatchObject({ event_type: "workspace.invite_revoked" });
  expect((await auditOf(world, staff.workspaceId)).at(-1)).toMatchObject({
    action: "invite.revoked",
    actor_id: staff.admin.userId,
    target_id: invite.id,
    before: { role: "member" },
  });
});

test("an expired one can be withdrawn too", async () => {
  const { invite } = await invited(world, staff.owner);
  await world.admin.query("update workspace_invites set expires_at = now() where id = $1", [invite.id]);
  await expect(revokeInvite(staff.owner, { inviteId: invite.id })).resolves.toMatchObject({ state: "revoked" });
});

test("not twice, not after it was accepted, not one that never was", async () => {
  const [used, ended] = [await invited(world, staff.owner), await invited(world, staff.owner)];
  await acceptInvite(used.user, { token: used.token });
  await revokeInvite(staff.owner, { inviteId: ended.invite.id });
  const before = await snapshot(world, staff.workspaceId);
  for (const [inviteId, code] of [
    [used.invite.id, "invite.accepted"],
    [ended.invite.id, "invite.revoked"],
    [randomUUID(), "invite.not_found"],
  ] as const) {
    await expect(revokeInvite(staff.owner, { inviteId })).rejects.toMatchObject({ code });
  }
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("an owner's invitation of an owner is the owners' to withdraw; members, viewers and strangers withdraw none", async () => {
  const { invite } = await invited(world, staff.owner, "owner");
  const before = await snapshot(world, staff.workspaceId);
  for (const ctx of [staff.admin.ctx, staff.member.ctx, staff.viewer]) {
    await expect(revokeInvite(ctx, { inviteId: invite.id })).rejects.toMatchObject({ code: "permission.missing" });
  }
  await expect(revokeInvite(staff.stranger, { inviteId: invite.id })).rejects.toMatchObject({
    code: "invite.not_found",
  });
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("withdrawn and accepted at the same moment: one of both happens", async () => {
  for (let round = 0; round < 5; round += 1) {
    const { user, token, invite } = await invited(world, staff.owner);
    const [revoked, accepted] = await Promise.allSettled([
      revokeInvite(staff.owner, { inviteId: invite.id }),
      acceptInvite(user, { token }),
    ]);
    expect([revoked.status, accepted.status].toSorted()).toEqual(["fulfilled", "rejected"]);
    const loser = revoked.status === "rejected" ? revoked : accepted;
    expect(loser).toMatchObject({
      reason: { code: revoked.status === "rejected" ? "invite.accepted" : "invite.revoked" },
    });
  }
});
