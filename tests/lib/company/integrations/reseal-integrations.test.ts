import { afterAll, beforeAll, expect, test } from "vitest";
import { resealIntegrations } from "@/lib/company/integrations/reseal-integrations";
import { insertSealed, keyId, keysAt, readSealed } from "../../../factories/sealed-rows";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld(keysAt("current"));
});
afterAll(() => world.close());

test("what companies connected is sealed under the current key of integrations", async () => {
  const [here, there] = [await world.company(), await world.company()];
  const plain = await insertSealed(world.admin, "integrations", { ...here, age: "oldest" });
  await insertSealed(world.admin, "integrations", { ...there, age: "older" });
  expect(await resealIntegrations(world.system())).toMatchObject({ resealed: 2, unreadable: 0 });
  const rows = await readSealed(world.admin, "integrations", here.workspaceId);
  expect(rows).toContainEqual(expect.objectContaining({ plain, keyId: keyId("current", "integrations") }));
  expect(await resealIntegrations(world.system())).toMatchObject({ resealed: 0 });
});
