import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { authenticateKey } from "@/lib/foundation/credentials/authenticate-key";
import { acceptInvite } from "@/lib/foundation/members/accept-invite";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { removeMember } from "@/lib/foundation/members/remove-member";
import { maskAddress } from "@/lib/platform/text";
import { watchAccess } from "@/lib/foundation/access/watch-access";
import { waitFor } from "../../../support/wait-for";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { auditOf, createStaff, invited, join, rolesOf, snapshot, type Staff } from "./members-world";

let world: TestWorld;
let staff: Staff;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  staff = await createStaff(world);
});
afterAll(() => world.close());

test("a removed member may enter no more, at once; ledger and audit log say so", async () => {
  const { member } = staff;
  const watch = watchAccess(member.ctx);
  const removed = await removeMember(staff.admin.ctx, { userId: member.userId });
  expect(removed).toMatchObject({ user_id: member.userId, role: "member", revoked_keys: 0, revoked_invites: 0 });
  await waitFor(async () => watch.signal.aborted, { withinMs: 5_000, everyMs: 20, what: "their streams end" });
  watch.stop();
  expect(watch.signal.reason).toMatchObject({ code: "workspace.forbidden" });
  await expect(enterWorkspace(member.user, staff.workspaceId)).rejects.toMatchObject({ code: "workspace.forbidden" });
  expect((await world.ledger(staff.workspaceId)).at(-1)).toMatchObject({
    event_type: "workspace.member_removed",
    message: `${maskAddress(member.email)}, member, was removed from the workspace.`,
  });
  expect((await auditOf(world, staff.workspaceId)).at(-1)).toMatchObject({
    action: "member.removed",
    actor_id: staff.admin.userId,
    target_id: member.userId,
    before: { role: "member", email: expect.stringContaining("•••") },
  });
});

test("the keys they made and the invitations they sent go with them", async () => {
  const { admin } = staff;
  const { key } = await createKey(admin.ctx, { name: "script", scopes: ["leads.read"], expires_in_days: null });
  const { key: other } = await createKey(staff.owner, { name: "other", scopes: ["leads.read"], expires_in_days: null });
  const back = await invited(world, admin.ctx, "viewer");
  const removed = await removeMember(staff.owner, { userId: admin.userId });
  expect(removed).toMatchObject({ revoked_keys: 1, revoked_invites: 1 });
  await expect(authenticateKey(world.system(), key)).rejects.toMatchObject({ code: "key.invalid" });
  await expect(authenticateKey(world.system(), other)).resolves.toBeDefined();
  await expect(acceptInvite(back.user, { token: back.token })).rejects.toMatchObject({ code: "invite.revoked" });
  const types = (await world.ledger(staff.workspaceId)).map(({ event_type }) => event_type);
  expect(types.slice(-4)).toEqual([
    "workspace.key_revoked",
    "workspace.invite_revoked",
    "workspace.webhook_token_issued",
    "workspace.member_removed",
  ]);
});

test("only owners remove owners, and the last one stays", async () => {
  const other = await join(world, staff.workspaceId, "owner");
  await expect(removeMember(staff.admin.ctx, { userId: other.userId })).rejects.toMatchObject({
    code: "permission.missing",
  });
  await removeMember(staff.owner, { userId: other.userId });
  const before = await snapshot(world, staff.workspaceId);
  await expect(removeMember(staff.owner, { userId: staff.ownerId })).rejects.toMatchObject({
    kind: "conflict",
    code: "member.last_owner",
  });
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("two owners who remove each other at the same moment: one stays", async () => {
  const other = await join(world, staff.workspaceId, "owner");
  const done = await Promise.allSettled([
    removeMember(staff.owner, { userId: other.userId }),
    removeMember(other.ctx, { userId: staff.ownerId }),
  ]);
  expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(Object.values(await rolesOf(world, staff.workspaceId)).filter((role) => role === "owner")).toHaveLength(1);
});

test("the same removal ten times at once happens once", async () => {
  const removals = Array.from({ length: 10 }, () => removeMember(staff.owner, { userId: staff.viewerId }));
  const done = await Promise.allSettled(removals);
  expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const lines = (await world.ledger(staff.workspaceId)).filter(
    (line) => line.event_type === "workspace.member_removed",
  );
  expect(lines).toHaveLength(1);
});

test("members and viewers remove nobody; from another workspace nobody is there", async () => {
  const before = await snapshot(world, staff.workspaceId);
  for (const ctx of [staff.member.ctx, staff.viewer]) {
    await expect(removeMember(ctx, { userId: staff.viewerId })).rejects.toMatchObject({ code: "permission.missing" });
  }
  await expect(removeMember(staff.stranger, { userId: staff.viewerId })).rejects.toMatchObject({
    code: "member.not_found",
  });
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("in a frozen workspace nobody is removed", async () => {
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [staff.workspaceId]);
  await expect(removeMember(staff.owner, { userId: staff.viewerId })).rejects.toMatchObject({
    code: "workspace.frozen",
  });
});
