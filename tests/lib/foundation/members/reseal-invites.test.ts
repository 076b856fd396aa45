import { afterAll, beforeAll, expect, test } from "vitest";
import { resealInvites } from "@/lib/foundation/members/reseal-invites";
import { insertSealed, keyId, keysAt, readSealed } from "../../../factories/sealed-rows";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld(keysAt("current"));
});
afterAll(() => world.close());

test("invitations of every workspace are sealed under the current key", async () => {
  const [here, there] = [await world.company(), await world.company()];
  const plain = await insertSealed(world.admin, "invites", { ...here, age: "oldest" });
  await insertSealed(world.admin, "invites", { ...there, age: "older" });
  expect(await resealInvites(world.system())).toMatchObject({ resealed: 2, unreadable: 0 });
  const rows = await readSealed(world.admin, "invites", here.workspaceId);
  expect(rows).toContainEqual(expect.objectContaining({ plain, keyId: keyId("current") }));
  expect(await resealInvites(world.system())).toMatchObject({ resealed: 0 });
});
