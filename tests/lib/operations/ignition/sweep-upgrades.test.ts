import { afterAll, beforeAll, expect, test } from "vitest";
import { sweepUpgrades } from "@/lib/operations/ignition/sweep-upgrades";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
afterAll(() => world.close());

test("each launched workspace of another version gets one job, however often it is looked", async () => {
  const [old, current, unlaunched] = [
    await world.readyCompany(),
    await world.readyCompany(),
    await world.readyCompany(),
  ];
  for (const company of [old, current]) {
    await world.launch(company);
    await world.run(company);
  }
  await world.admin.query("update genesis.ignition_state set workflows_version = 'before' where workspace_id = $1", [
    old.workspaceId,
  ]);
  expect(await sweepUpgrades(world.system())).toEqual([old.workspaceId]);
  await sweepUpgrades(world.system());
  const upgradesOf = async (workspaceId: string) =>
    (await world.jobs(workspaceId)).filter(({ name }) => name === "ignition.upgrade_engine").length;
  expect(await Promise.all([old, current, unlaunched].map(({ workspaceId }) => upgradesOf(workspaceId)))).toEqual([
    1, 0, 0,
  ]);
});
