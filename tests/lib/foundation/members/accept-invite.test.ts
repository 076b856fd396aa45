import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { acceptInvite } from "@/lib/foundation/members/accept-invite";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { inviteMember } from "@/lib/foundation/members/invite-member";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { startWorkspace } from "@/lib/foundation/workspaces/start-workspace";
import { addMember, createTestWorld, type TestWorld } from "../../../factories/test-world";
import { auditOf, createStaff, invited, rolesOf, snapshot, tokenOf, type Staff } from "./members-world";

let world: TestWorld;
let staff: Staff;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  staff = await createStaff(world, "Acme");
});
afterAll(() => world.close());

test("makes a member with the invited role, who may act at once; ledger and audit log say so", async () => {
  const { user, token, invite } = await invited(world, staff.owner, "member");
  await expect(enterWorkspace(user, staff.workspaceId)).rejects.toMatchObject({ code: "workspace.forbidden" });
  expect(await acceptInvite(user, { token })).toEqual({
    workspace_id: staff.workspaceId,
    workspace_name: "Acme",
    role: "member",
    project_id: staff.projectId,
  });
  const ctx = await enterWorkspace(user, staff.workspaceId);
  expect(() => requirePermission(ctx, "leads.write")).not.toThrow();
  expect(() => requirePermission(ctx, "members.write")).toThrow();
  expect((await world.ledger(staff.workspaceId)).at(-1)).toMatchObject({
    event_type: "workspace.member_joined",
    data: { userId: user.user.userId, role: "member" },
    actor_type: "user",
  });
  expect((await auditOf(world, staff.workspaceId)).at(-1)).toMatchObject({
    action: "member.joined",
    actor_id: user.user.userId,
    after: { role: "member", invite_id: invite.id },
  });
});

test("an invitation into a workspace without a company leads to none", async () => {
  const owner = world.user();
  const { id } = await startWorkspace(owner, { name: "Empty" });
  const { user, token } = await invited(world, await enterWorkspace(owner, id));
  expect(await acceptInvite(user, { token })).toMatchObject({ workspace_id: id, project_id: null });
});

test("is for the invited address, in whatever case, and for nobody else", async () => {
  const { user, token } = await invited(world, staff.owner);
  const before = await snapshot(world, staff.workspaceId);
  const thief = acceptInvite(world.user("thief@example.com"), { token });
  await expect(thief).rejects.toMatchObject({
    kind: "forbidden",
    code: "invite.other_person",
    message: expect.stringContaining(`for ${user.user.email.slice(0, 1)}•••@example.com.`),
  });
  const nameless = { ...user, user: { ...user.user, email: "" } };
  await expect(acceptInvite(nameless, { token })).rejects.toMatchObject({ code: "invite.other_person" });
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
  const shouting = { ...user, user: { ...user.user, email: user.user.email.toUpperCase() } };
  await expect(acceptInvite(shouting, { token })).resolves.toMatchObject({ role: "member" });
});

test("once only, however many try at the same moment", async () => {
  const { user, token } = await invited(world, staff.owner);
  const done = await Promise.allSettled(Array.from({ length: 10 }, () => acceptInvite(user, { token })));
  expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const reasons = done.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  for (const reason of reasons) expect(reason).toMatchObject({ kind: "conflict", code: "invite.accepted" });
  const joined = (await world.ledger(staff.workspaceId)).filter((line) => line.data.userId === user.user.userId);
  expect(joined).toHaveLength(1);
});

test("not twice, so nobody who was removed comes back by it", async () => {
  const { user, token } = await invited(world, staff.owner);
  await acceptInvite(user, { token });
  await world.admin.query("delete from user_workspaces where user_id = $1", [user.user.userId]);
  await expect(acceptInvite(user, { token })).rejects.toMatchObject({ code: "invite.accepted" });
  expect(await rolesOf(world, staff.workspaceId)).not.toHaveProperty(user.user.userId);
});

test("not to the millisecond after its seven days", async () => {
  const { user, token, invite } = await invited(world, staff.owner);
  const at = (ms: number) => ({ ...user, now: () => new Date(Date.parse(invite.expires_at) + ms) });
  await expect(acceptInvite(at(0), { token })).rejects.toMatchObject({ kind: "impossible", code: "invite.expired" });
  await expect(acceptInvite(at(-1), { token })).resolves.toBeDefined();
});

test("a frozen workspace takes nobody in; afterwards the link is still good", async () => {
  const { user, token } = await invited(world, staff.owner);
  const freeze = (status: string) =>
    world.admin.query("update workspaces set status = $1, frozen_reason = 'spam' where id = $2", [
      status,
      staff.workspaceId,
    ]);
  await freeze("frozen");
  await expect(acceptInvite(user, { token })).rejects.toMatchObject({ code: "workspace.frozen" });
  await freeze("active");
  await expect(acceptInvite(user, { token })).resolves.toBeDefined();
});

test("a person who became a member in another way is told so and keeps their role", async () => {
  const { user, token } = await invited(world, staff.owner, "admin");
  await addMember(world.admin, staff.workspaceId, user, "viewer");
  await expect(acceptInvite(user, { token })).rejects.toMatchObject({ kind: "conflict", code: "member.already" });
  expect((await rolesOf(world, staff.workspaceId))[user.user.userId]).toBe("viewer");
});

test.each(["", "x", "0".repeat(64), "'; drop table workspaces; --"])("%j is no invitation", async (token) => {
  await expect(acceptInvite(world.user(), { token })).rejects.toMatchObject({ code: "invite.not_found" });
});

test("a link that was replaced is dead also for whoever looked at it before", async () => {
  const { user, token } = await invited(world, staff.owner);
  const again = await inviteMember(staff.owner, { email: user.user.email, role: "viewer" });
  await expect(acceptInvite(user, { token })).rejects.toMatchObject({ code: "invite.revoked" });
  const accepted = await acceptInvite(user, { token: await tokenOf(world, again.id) });
  expect(accepted.role).toBe("viewer");
});
