import { afterAll, beforeAll, expect, test } from "vitest";
import { listWorkspaces } from "@/lib/foundation/workspaces/list-workspaces";
import { addMember, createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("one's workspaces with one's role in each, oldest first", async () => {
  const [one, two, user] = [await world.company("One"), await world.company("Two"), world.user()];
  await addMember(world.admin, two.workspaceId, user, "admin");
  await addMember(world.admin, one.workspaceId, user, "viewer");
  expect(await listWorkspaces(user)).toMatchObject([
    { name: "One", role: "viewer" },
    { name: "Two", role: "admin" },
  ]);
  expect(await listWorkspaces(world.user())).toEqual([]);
});
