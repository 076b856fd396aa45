import { afterAll, beforeAll, expect, test } from "vitest";
import { knownVariables } from "@/lib/outreach/sequence/known-variables";
import { withReadTransaction } from "@/lib/platform/transaction";
import { createEngineWorld, type EngineWorld } from "./engine-world";
import { leadOf } from "./steps";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

test("columns that are spelled differently are one variable, none hides a field of ours, and another workspace's are unknown", async () => {
  const [sender, other] = [await world.sender(), await world.sender()];
  await leadOf(world, sender, { custom: { "Team Size": "3", "First Name": "Ann", "a{{b}}": "x" } });
  await leadOf(world, sender, { custom: { teamSize: "4", City: "Bern" } });
  await leadOf(world, other, { custom: { Secret: "1" } });
  const imported = (await withReadTransaction(sender.company.owner, knownVariables)).filter(
    ({ of }) => of === "imported",
  );
  expect(imported.map(({ name }) => name)).toEqual(["city", "team_size"]);
});
