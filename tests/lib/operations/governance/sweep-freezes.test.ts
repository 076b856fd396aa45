import { afterAll, beforeAll, expect, test } from "vitest";
import { sweepFreezes } from "@/lib/operations/governance/sweep-freezes";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

test("a freeze that is being carried out is left to whoever does it, until they are overdue", async () => {
  const company = await world.company();
  const { id } = await world.freeze(company);
  const swept = async (): Promise<boolean> =>
    (await sweepFreezes(world.system())).some(({ freezeId }) => freezeId === id);
  const lease = "update workspace_freezes set enforcing_until = now() + $2::interval where id = $1";
  await world.admin.query(lease, [id, "1 minute"]);
  expect(await swept()).toBe(false);
  await world.admin.query(lease, [id, "-1 second"]);
  expect(await swept()).toBe(true);
  await world.unfreeze(company);
});

test("a restoration that another freeze has overtaken is not asked for for ever", async () => {
  const company = await world.company();
  const first = await world.freeze(company);
  await world.unfreeze(company, true);
  await world.freeze(company, "again");
  await world.unfreeze(company);
  const swept = (await sweepFreezes(world.system())).filter(({ freezeId }) => freezeId === first.id);
  expect(swept.map(({ task }) => task)).toEqual(["allow"]);
  await world.admin.query("update workspace_freezes set runs_allowed_at = now()");
  expect((await sweepFreezes(world.system())).some(({ freezeId }) => freezeId === first.id)).toBe(false);
});

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
    [thawed.workspaceId, "allow"],
    [restoring.workspaceId, "restore"],
  ]);
  for (const [company, name] of [
    [open, "governance.recheck_freeze"],
    [thawed, "governance.allow_runs"],
    [restoring, "governance.restore_workflows"],
  ] as const) {
    const jobs = (await world.jobs(company.workspaceId)).filter((job) => job.name === name);
    expect(jobs).toHaveLength(1);
  }
});
