import { afterAll, beforeAll, expect, test } from "vitest";
import { listMembers } from "@/lib/foundation/members/list-members";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { createStaff } from "./members-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("lists all members, oldest first, and marks the caller", async () => {
  const staff = await createStaff(world);
  const members = await listMembers(staff.viewer);
  expect(members).toHaveLength(4);
  expect(members[0]).toEqual({
    user_id: staff.ownerId,
    email: staff.founder.user.email,
    role: "owner",
    joined_at: expect.stringMatching(/Z$/),
    is_you: false,
  });
  expect(members.filter((member) => member.is_you)).toMatchObject([{ user_id: staff.viewerId, role: "viewer" }]);
});

test("another workspace sees its own members only; a key without the scope none", async () => {
  const staff = await createStaff(world);
  expect(await listMembers(staff.stranger)).toHaveLength(1);
  const key = {
    ...staff.owner,
    actor: { type: "key", keyId: "k", permissions: new Set(["leads.read"] as const) },
  } as const;
  await expect(listMembers(key)).rejects.toMatchObject({ code: "permission.missing" });
});
