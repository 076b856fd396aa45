import { afterAll, beforeAll, expect, test } from "vitest";
import { allowRuns } from "@/lib/operations/governance/allow-runs";
import { blockRuns } from "@/lib/operations/governance/block-runs";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

test("the engine refuses the runs of a frozen workspace, and of one whose freeze was lifted no more", async () => {
  const company = await world.launched();
  const { workspaceId } = company;
  const { id: freezeId } = await world.freeze(company);
  const job = { ...company.job, whileFrozen: true as const };
  await blockRuns(job, { freezeId });
  expect(world.sidecar.instance(workspaceId).blockedBy).toBe(freezeId);
  const told = world.sidecar.calls.findLast(({ action }) => action === "BLOCK_RUNS");
  expect((told?.payload as unknown as { known_ids: string[] }).known_ids).toHaveLength(7);
  await world.unfreeze(company);
  await blockRuns(company.job, { freezeId });
  expect(world.sidecar.calls.filter(({ action }) => action === "BLOCK_RUNS")).toHaveLength(1);
});

test("a workspace without an engine, and a member, block nothing", async () => {
  const company = await world.company();
  const { id: freezeId } = await world.freeze(company);
  await blockRuns({ ...company.job, whileFrozen: true }, { freezeId });
  await allowRuns({ ...company.job, whileFrozen: true }, { freezeId });
  const member = { ...company.viewer, signal: company.job.signal };
  await expect(blockRuns(member, { freezeId })).rejects.toMatchObject({ code: "permission.missing" });
});
