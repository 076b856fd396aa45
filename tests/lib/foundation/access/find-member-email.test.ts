import { afterAll, beforeAll, expect, test } from "vitest";
import { findMemberEmail } from "@/lib/foundation/access/find-member-email";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("the address somebody joined their latest workspace with", async () => {
  const { founder, workspaceId } = await world.company();
  expect(await findMemberEmail(world.system(), founder.user.userId)).toBe(founder.user.email);
  const another = await world.company();
  await world.admin.query(
    "insert into user_workspaces (workspace_id, user_id, email, role) values ($1, $2, 'moved@example.com', 'viewer')",
    [another.workspaceId, founder.user.userId],
  );
  expect(await findMemberEmail(world.system(), founder.user.userId)).toBe("moved@example.com");
  expect(workspaceId).not.toBe(another.workspaceId);
});

test("the address of an unknown person is null", async () => {
  expect(await findMemberEmail(world.system(), "user_nobody")).toBeNull();
});
