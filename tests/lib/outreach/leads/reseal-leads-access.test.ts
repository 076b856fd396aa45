import { afterAll, beforeAll, expect, test } from "vitest";
import { resealLeadsAccess } from "@/lib/outreach/leads/reseal-leads-access";
import { insertSealed, keyId, keysAt, readSealed } from "../../../factories/sealed-rows";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld(keysAt("current"));
});
afterAll(() => world.close());

test("database logins of every instance are sealed under the current key", async () => {
  const [here, there] = [await world.company(), await world.company()];
  const plain = await insertSealed(world.admin, "logins", { ...here, age: "oldest" });
  await insertSealed(world.admin, "logins", { ...there, age: "older" });
  expect(await resealLeadsAccess(world.system())).toMatchObject({ resealed: 2, unreadable: 0 });
  const rows = await readSealed(world.admin, "logins", here.workspaceId);
  expect(rows).toContainEqual(expect.objectContaining({ plain, keyId: keyId("current") }));
  expect(await resealLeadsAccess(world.system())).toMatchObject({ resealed: 0 });
});
