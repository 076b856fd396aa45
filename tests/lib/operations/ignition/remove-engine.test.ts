import { afterAll, beforeAll, expect, test } from "vitest";
import { removeEngine } from "@/lib/operations/ignition/remove-engine";
import { sweepUpgrades } from "@/lib/operations/ignition/sweep-upgrades";
import { createGovernanceWorld, type GovernanceWorld } from "../governance/governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

test("nothing of the company is left in the engine, a copy made by hand included, and a workflow of others stays; no upgrade looks for it again, and doing it again changes nothing", async () => {
  const company = await world.launched();
  const { workspaceId } = company;
  const [key = ""] = world.sidecar.instance(workspaceId).workflows.map((workflow) => workflow.key);
  world.sidecar.copyByHand(workspaceId, key);
  world.sidecar.addByHand(workspaceId, "Made by hand");
  await world.admin.query("update genesis.ignition_state set workflows_version = 'of before' where workspace_id = $1", [
    workspaceId,
  ]);
  for (const _ of [1, 2]) await removeEngine(company.job);
  expect(world.sidecar.instance(workspaceId)).toMatchObject({
    credentials: [],
    workflows: [{ name: "Made by hand" }],
  });
  await sweepUpgrades(world.system());
  expect((await world.jobs(workspaceId)).map(({ name }) => name)).not.toContain("ignition.upgrade_engine");
  const told = (await world.ledger(workspaceId)).map(({ event_type }) => event_type);
  expect(told.filter((type) => type === "ignition.engine_removed")).toHaveLength(1);
});

test("a company without an engine has none to remove; a viewer may not", async () => {
  const company = await world.company();
  await removeEngine(company.job);
  const reading = { ...company.viewer, signal: company.job.signal };
  await expect(removeEngine(reading)).rejects.toMatchObject({ code: "permission.missing" });
});
