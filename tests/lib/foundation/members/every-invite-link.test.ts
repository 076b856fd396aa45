import { afterAll, beforeAll, expect, test } from "vitest";
import { findInvite } from "@/lib/foundation/members/find-invite";
import { locateInvite } from "@/lib/foundation/members/locate-invite";
import { revokeInvite } from "@/lib/foundation/members/revoke-invite";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { createStaff, invited } from "./members-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("whom it is for sees who invites them into what; another person sees a masked address", async () => {
  const staff = await createStaff(world, "Rockets & Co");
  const { user, token, invite } = await invited(world, staff.owner, "admin");
  const shown = {
    workspace_name: "Rockets & Co",
    role: "admin",
    email: user.user.email,
    inviter_email: staff.founder.user.email,
    expires_at: invite.expires_at,
    state: "open",
    is_for_you: true,
  };
  expect(await findInvite(user, token)).toEqual(shown);
  expect(await locateInvite(user, { token })).toMatchObject({ id: invite.id, workspace_id: staff.owner.workspaceId });
  const shouting = { ...user, user: { ...user.user, email: user.user.email.toUpperCase() } };
  expect(await findInvite(shouting, token)).toMatchObject({ is_for_you: true });
  const other = await findInvite(world.user(), token);
  expect(other).toEqual({ ...shown, email: `${user.user.email.slice(0, 1)}•••@example.com`, is_for_you: false });
});

test("a withdrawn or expired one says so", async () => {
  const staff = await createStaff(world);
  const { user, token, invite } = await invited(world, staff.owner);
  const later = { ...user, now: () => new Date(Date.parse(invite.expires_at)) };
  expect(await findInvite(later, token)).toMatchObject({ state: "expired" });
  await revokeInvite(staff.owner, { inviteId: invite.id });
  expect(await findInvite(user, token)).toMatchObject({ state: "revoked" });
});

test("an invalid link is not found: wrong case, cut off, spaces, too long", async () => {
  const staff = await createStaff(world);
  const { user, token } = await invited(world, staff.owner);
  for (const wrong of ["", "\0", token.toUpperCase(), ` ${token}`, token.slice(1), "x".repeat(100_000)]) {
    expect(await findInvite(user, wrong)).toBeNull();
    expect(await locateInvite(user, { token: wrong })).toBeNull();
  }
});
