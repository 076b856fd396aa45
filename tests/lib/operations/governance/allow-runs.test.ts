import { afterAll, beforeAll, expect, test } from "vitest";
import { allowRuns } from "@/lib/operations/governance/allow-runs";
import { sweepFreezes } from "@/lib/operations/governance/sweep-freezes";
import type { Company } from "../../../factories/test-world";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

const blockedBy = ({ workspaceId }: Company): string | null => world.sidecar.instance(workspaceId).blockedBy;
const isDue = async (freezeId: string): Promise<boolean> =>
  (await sweepFreezes(world.system())).some((one) => one.freezeId === freezeId && one.task === "allow");

test("once the freeze is lifted the engine runs the workspace again; until it was told so, each minute tries", async () => {
  const company = await world.launched();
  const freeze = await world.enforce(company, await world.freeze(company));
  await allowRuns({ ...company.job, whileFrozen: true }, { freezeId: freeze.id });
  expect(blockedBy(company)).toBe(freeze.id);
  await world.unfreeze(company);
  world.sidecar.misbehave(company.workspaceId, "ALLOW_RUNS", "trouble");
  await expect(allowRuns(company.job, { freezeId: freeze.id })).rejects.toMatchObject({ retryable: true });
  expect(await isDue(freeze.id)).toBe(true);
  world.sidecar.behave(company.workspaceId);
  await allowRuns(company.job, { freezeId: freeze.id });
  expect(blockedBy(company)).toBeNull();
  expect(await isDue(freeze.id)).toBe(false);
});

test("the end of one freeze does not lift the next", async () => {
  const company = await world.launched();
  const first = await world.enforce(company, await world.freeze(company));
  await world.unfreeze(company);
  const second = await world.enforce(company, await world.freeze(company, "again"));
  await allowRuns({ ...company.job, whileFrozen: true }, { freezeId: first.id });
  expect(blockedBy(company)).toBe(second.id);
});

test("a viewer may not", async () => {
  const company = await world.company();
  const member = { ...company.viewer, signal: company.job.signal };
  await expect(allowRuns(member, { freezeId: company.workspaceId })).rejects.toMatchObject({
    code: "permission.missing",
  });
});
