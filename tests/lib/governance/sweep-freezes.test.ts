import { afterAll, beforeAll, expect, test } from "vitest";
import { sweepFreezes } from "@/lib/governance/sweep-freezes";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

test("open freezes are looked at again, proven ones too; confirmed restorations are tried again; nothing piles up", async () => {
  const [open, proven, thawed, restoring] = [
    await world.company(),
    await world.company(),
    await world.company(),
    await world.company(),
  ];
  for (const company of [open, proven, thawed, restoring]) await world.freeze(company);
  await world.enforce(proven, await world.newest(proven));
  await world.unfreeze(thawed);
  await world.unfreeze(restoring, true);
  const swept = await sweepFreezes(world.system());
  await sweepFreezes(world.system());
  expect(swept.map(({ workspaceId, task }) => [workspaceId, task])).toEqual([
    [open.workspaceId, "enforce"],
    [proven.workspaceId, "enforce"],
    [restoring.workspaceId, "restore"],
  ]);
  for (const [company, name] of [
    [open, "governance.enforce_freeze"],
    [restoring, "governance.restore_workflows"],
  ] as const) {
    const jobs = (await world.jobs(company.workspaceId)).filter((job) => job.name === name);
    expect(jobs).toHaveLength(1);
  }
});
