import { afterAll, beforeAll, expect, test } from "vitest";
import { confirmRestore } from "@/lib/operations/governance/confirm-restore";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

const confirm = (workspaceId: string) => confirmRestore(world.superAdmin(), { workspace_id: workspaceId });

test("confirmed after the unfreeze, the workflows come back; confirmed twice, once", async () => {
  const company = await world.launched();
  const { workspaceId } = company;
  const published = world.published(company);
  const freeze = await world.enforce(company, await world.freeze(company));
  await expect(confirm(workspaceId)).rejects.toMatchObject({ kind: "conflict", code: "workspace.frozen" });
  await world.unfreeze(company);
  const confirmed = await confirm(workspaceId);
  expect(confirmed.restore_confirmed_at).not.toBeNull();
  await confirm(workspaceId);
  const jobs = (await world.jobs(workspaceId)).filter(({ name }) => name === "governance.restore_workflows");
  expect(jobs).toMatchObject([{ data: { freezeId: freeze.id } }]);
  await world.restore(company, freeze);
  expect(world.published(company)).toEqual(published);
  await expect(confirm(workspaceId)).rejects.toMatchObject({ kind: "conflict", code: "freeze.restored" });
});

test("confirming again retries the workflows that could not be published", async () => {
  const company = await world.launched();
  const freeze = await world.enforce(company, await world.freeze(company));
  await world.unfreeze(company, true);
  world.sidecar.misbehave(company.workspaceId, "ACTIVATE_WORKFLOW", "refuse", { times: 1 });
  await world.restore(company, freeze);
  expect(world.published(company)).toHaveLength(6);
  await confirm(company.workspaceId);
  await world.restore(company, freeze);
  expect(world.published(company)).toHaveLength(7);
});

test("never frozen, there is nothing to restore; only administrators", async () => {
  const company = await world.company();
  await expect(confirm(company.workspaceId)).rejects.toMatchObject({ kind: "not_found", code: "freeze.not_found" });
  await expect(confirmRestore(world.impostor(), { workspace_id: company.workspaceId })).rejects.toMatchObject({
    code: "admin.forbidden",
  });
});
