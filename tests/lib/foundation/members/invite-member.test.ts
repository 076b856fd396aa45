import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { acceptInvite } from "@/lib/foundation/members/accept-invite";
import { inviteMember } from "@/lib/foundation/members/invite-member";
import { listInvites } from "@/lib/foundation/members/list-invites";
import { InviteMember } from "@/lib/foundation/members/schemas";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { auditOf, createStaff, invited, snapshot, tokenOf, type Staff } from "./members-world";

let world: TestWorld;
let staff: Staff;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  staff = await createStaff(world);
});
afterAll(() => world.close());

const DAY_MS = 24 * 60 * 60 * 1000;

test("an invitation for seven days, a job that mails it, a line in ledger and audit log", async () => {
  const invite = await inviteMember(staff.owner, { email: "ann@example.com", role: "member" });
  expect(invite).toEqual({
    id: invite.id,
    email: "ann@example.com",
    role: "member",
    inviter_email: staff.founder.user.email,
    created_at: invite.created_at,
    expires_at: new Date(Date.parse(invite.created_at) + 7 * DAY_MS).toISOString(),
    mailed_at: null,
    mail_error: null,
    state: "open",
  });
  expect(await world.jobs(staff.workspaceId)).toMatchObject([
    { name: "tenancy.send_invite", data: { workspaceId: staff.workspaceId, inviteId: invite.id } },
  ]);
  expect((await world.ledger(staff.workspaceId)).at(-1)).toMatchObject({
    event_type: "workspace.member_invited",
    message: "a•••@example.com was invited as member.",
  });
  expect((await auditOf(world, staff.workspaceId)).at(-1)).toMatchObject({
    action: "member.invited",
    actor_id: staff.ownerId,
    target_id: invite.id,
    after: { email: "a•••@example.com", role: "member" },
  });
});

test("the link's token stands nowhere as it is, and its hash and seal in one table only", async () => {
  const { token, invite } = await invited(world, staff.owner);
  expect(token).toMatch(/^[0-9a-f]{64}$/);
  const { rows } = await world.admin.query("select * from workspace_invites where id = $1", [invite.id]);
  const everything = JSON.stringify([rows, invite, await snapshot(world, staff.workspaceId)]);
  expect(everything).not.toContain(token);
});

test("inviting again ends the first link and changes the role", async () => {
  const first = await invited(world, staff.owner, "viewer");
  const email = first.user.user.email.toUpperCase();
  const again = await inviteMember(staff.owner, InviteMember.parse({ email: ` ${email} `, role: "admin" }));
  expect((await listInvites(staff.owner, { limit: 10 })).data).toMatchObject([
    { id: again.id, role: "admin", state: "open" },
    { id: first.invite.id, role: "viewer", state: "revoked" },
  ]);
  await expect(acceptInvite(first.user, { token: first.token })).rejects.toMatchObject({ code: "invite.revoked" });
  const token = await tokenOf(world, again.id);
  await expect(acceptInvite(first.user, { token })).resolves.toMatchObject({ role: "admin" });
});

test("ten at once for one address leave one open invitation", async () => {
  const invites = Array.from({ length: 10 }, () =>
    inviteMember(staff.owner, { email: "b@example.com", role: "member" }),
  );
  await Promise.all(invites);
  const { data } = await listInvites(staff.owner, { limit: 50 });
  expect(data.map(({ state }) => state).toSorted()).toEqual(["open", ...Array<string>(9).fill("revoked")].toSorted());
});

test("members cannot invite into a higher role, and an admin cannot replace an owner's invitation of an owner", async () => {
  await inviteMember(staff.owner, { email: "heir@example.com", role: "owner" });
  const before = await snapshot(world, staff.workspaceId);
  for (const input of [
    { email: "new@example.com", role: "owner" },
    { email: "heir@example.com", role: "viewer" },
  ] as const) {
    await expect(inviteMember(staff.admin.ctx, input)).rejects.toMatchObject({ code: "permission.missing" });
  }
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("members and viewers invite nobody; a stranger invites to their own workspace only", async () => {
  const before = await snapshot(world, staff.workspaceId);
  const input = { email: "c@example.com", role: "viewer" } as const;
  for (const ctx of [staff.member.ctx, staff.viewer]) {
    await expect(inviteMember(ctx, input)).rejects.toMatchObject({ code: "permission.missing" });
  }
  await inviteMember(staff.stranger, input);
  await expect(inviteMember({ ...staff.stranger, workspaceId: staff.workspaceId }, input)).rejects.toMatchObject({
    code: "workspace.forbidden",
  });
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("a member is not invited again, whatever the case of their address", async () => {
  await world.admin.query("update user_workspaces set email = upper(email) where user_id = $1", [staff.member.userId]);
  const before = await snapshot(world, staff.workspaceId);
  const invite = inviteMember(staff.owner, { email: staff.member.email, role: "admin" });
  await expect(invite).rejects.toMatchObject({ kind: "conflict", code: "member.already" });
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("when the mail cannot be enqueued, nothing is written and an earlier link stays good", async () => {
  const { user, token } = await invited(world, staff.owner);
  const before = await snapshot(world, staff.workspaceId);
  const again = { email: user.user.email, role: "admin" } as const;
  await expect(world.withoutQueue(() => inviteMember(staff.owner, again))).rejects.toThrow();
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
  await expect(acceptInvite(user, { token })).resolves.toMatchObject({ role: "member" });
});

test("one address is not mailed without end", async () => {
  await inviteMember(staff.owner, { email: "d@example.com", role: "viewer" });
  await world.admin.query("update workspace_invites set mail_number = 20 where email = 'd@example.com'");
  const before = await snapshot(world, staff.workspaceId);
  const again = inviteMember(staff.owner, { email: "d@example.com", role: "viewer" });
  await expect(again).rejects.toMatchObject({ kind: "rate_limited", code: "invite.too_often" });
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
  const tomorrow = { ...staff.owner, now: () => new Date(Date.now() + DAY_MS + 60_000) };
  await expect(inviteMember(tomorrow, { email: "d@example.com", role: "viewer" })).resolves.toBeDefined();
});

test("nor are more invitations open than anybody can look after", async () => {
  await world.admin.query(
    `insert into workspace_invites (workspace_id, email, role, token_hash, token_encrypted, invited_by, inviter_email, expires_at)
     select $1, n || '@example.com', 'viewer', gen_random_uuid()::text, '', 'x', 'x', now() + interval '1 day'
     from generate_series(1, 200) n`,
    [staff.workspaceId],
  );
  await expect(inviteMember(staff.owner, { email: "e@example.com", role: "viewer" })).rejects.toMatchObject({
    code: "invite.too_many",
  });
});

test.each([
  "",
  "nobody",
  "a@b",
  "a b@example.com",
  "a@example.com\r\nBcc: b@example.com",
  "a@example.com, b@example.com",
  "Ann <a@example.com>",
  `${"a".repeat(250)}@example.com`,
])("%j is not taken as an address", (email) => {
  expect(InviteMember.safeParse({ email, role: "viewer" }).success).toBe(false);
});

test("an address is kept in lower case without the spaces around it", () => {
  expect(InviteMember.parse({ email: " Ann@Example.COM\n", role: "viewer" }).email).toBe("ann@example.com");
});
