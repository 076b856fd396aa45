import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { acceptInvite } from "@/lib/foundation/members/accept-invite";
import { repeatInvite } from "@/lib/foundation/members/repeat-invite";
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

const takeJobs = (): Promise<unknown> => world.admin.query("delete from pgboss.job");

test("one more mail of the same link, good for seven days from now, also when it had expired", async () => {
  const { user, token, invite } = await invited(world, staff.owner);
  await takeJobs();
  await world.admin.query(
    "update workspace_invites set expires_at = now(), mailed_at = now(), mail_error = 'late' where id = $1",
    [invite.id],
  );
  const again = await repeatInvite(staff.admin.ctx, { inviteId: invite.id });
  expect(again).toMatchObject({ id: invite.id, state: "open", mailed_at: null, mail_error: null });
  expect(Date.parse(again.expires_at)).toBeGreaterThan(Date.now() + 6.9 * 24 * 60 * 60 * 1000);
  expect(await world.jobs(staff.workspaceId)).toMatchObject([
    { name: "tenancy.send_invite", data: { inviteId: invite.id } },
  ]);
  expect((await world.ledger(staff.workspaceId)).at(-1)).toMatchObject({ event_type: "workspace.invite_resent" });
  expect((await auditOf(world, staff.workspaceId)).at(-1)).toMatchObject({
    action: "invite.resent",
    actor_id: staff.admin.userId,
    after: { mail_number: 2 },
  });
  await expect(acceptInvite(user, { token })).resolves.toMatchObject({ workspace_id: staff.workspaceId });
});

test("an accepted or withdrawn invitation is not sent again", async () => {
  const [used, ended] = [await invited(world, staff.owner), await invited(world, staff.owner)];
  await acceptInvite(used.user, { token: used.token });
  await revokeInvite(staff.owner, { inviteId: ended.invite.id });
  const before = await snapshot(world, staff.workspaceId);
  await expect(repeatInvite(staff.owner, { inviteId: used.invite.id })).rejects.toMatchObject({
    code: "invite.accepted",
  });
  await expect(repeatInvite(staff.owner, { inviteId: ended.invite.id })).rejects.toMatchObject({
    code: "invite.revoked",
  });
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("an address is mailed twenty times a day at most", async () => {
  const { invite } = await invited(world, staff.owner);
  await world.admin.query("update workspace_invites set mail_number = 20 where id = $1", [invite.id]);
  await expect(repeatInvite(staff.owner, { inviteId: invite.id })).rejects.toMatchObject({ code: "invite.too_often" });
});

test("members, viewers and strangers resend none, an admin none of an owner's for an owner", async () => {
  const [{ invite }, heir] = [await invited(world, staff.owner), await invited(world, staff.owner, "owner")];
  const before = await snapshot(world, staff.workspaceId);
  for (const ctx of [staff.member.ctx, staff.viewer]) {
    await expect(repeatInvite(ctx, { inviteId: invite.id })).rejects.toMatchObject({ code: "permission.missing" });
  }
  await expect(repeatInvite(staff.admin.ctx, { inviteId: heir.invite.id })).rejects.toMatchObject({
    code: "permission.missing",
  });
  await expect(repeatInvite(staff.stranger, { inviteId: invite.id })).rejects.toMatchObject({
    code: "invite.not_found",
  });
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("when the mail cannot be enqueued, the invitation stays as it was", async () => {
  const { invite } = await invited(world, staff.owner);
  const before = await snapshot(world, staff.workspaceId);
  await expect(world.withoutQueue(() => repeatInvite(staff.owner, { inviteId: invite.id }))).rejects.toThrow();
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});
