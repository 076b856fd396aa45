import { afterAll, beforeAll, expect, test } from "vitest";
import { acceptInvite } from "@/lib/foundation/members/accept-invite";
import { inviteMember } from "@/lib/foundation/members/invite-member";
import { listInvites } from "@/lib/foundation/members/list-invites";
import { revokeInvite } from "@/lib/foundation/members/revoke-invite";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { createStaff, invited } from "./members-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("every state, newest first, for whoever may look; never a link", async () => {
  const staff = await createStaff(world);
  const accepted = await invited(world, staff.owner);
  await acceptInvite(accepted.user, { token: accepted.token });
  const revoked = await invited(world, staff.owner);
  await revokeInvite(staff.owner, { inviteId: revoked.invite.id });
  const expired = await invited(world, staff.owner);
  await world.admin.query("update workspace_invites set expires_at = now() where id = $1", [expired.invite.id]);
  const open = await invited(world, staff.owner);

  const { data, next_cursor } = await listInvites(staff.viewer, { limit: 10 });
  expect(data.map(({ id, state }) => [id, state])).toEqual([
    [open.invite.id, "open"],
    [expired.invite.id, "expired"],
    [revoked.invite.id, "revoked"],
    [accepted.invite.id, "accepted"],
  ]);
  expect(next_cursor).toBeNull();
  for (const row of data)
    expect(Object.keys(row)).not.toEqual(expect.arrayContaining([expect.stringMatching(/token/)]));
});

test("pages go on where the last one ended; other workspaces see nothing", async () => {
  const staff = await createStaff(world);
  for (const n of [1, 2, 3]) await inviteMember(staff.owner, { email: `p${n}@example.com`, role: "viewer" });
  const first = await listInvites(staff.owner, { limit: 2 });
  expect(first.data.map(({ email }) => email)).toEqual(["p3@example.com", "p2@example.com"]);
  const second = await listInvites(staff.owner, { limit: 2, cursor: first.next_cursor ?? "" });
  expect(second.data.map(({ email }) => email)).toEqual(["p1@example.com"]);
  expect(second.next_cursor).toBeNull();
  expect(await listInvites(staff.stranger, { limit: 10, cursor: first.next_cursor ?? "" })).toMatchObject({ data: [] });
});

test("a key without the scope sees none", async () => {
  const staff = await createStaff(world);
  const key = { ...staff.owner, actor: { type: "key", keyId: "k", permissions: new Set<never>() } } as const;
  await expect(listInvites(key, { limit: 1 })).rejects.toMatchObject({ code: "permission.missing" });
});
