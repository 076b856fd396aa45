import { afterAll, beforeAll, expect, test } from "vitest";
import { restoreWorkflows } from "@/lib/operations/governance/restore-workflows";
import { revealWebhookToken } from "@/lib/foundation/credentials/reveal-webhook-token";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

test("exactly what was published is published again, after n8n got the new token, and that is kept", async () => {
  const company = await world.launched();
  const { workspaceId } = company;
  const [left] = world.sidecar.instance(workspaceId).workflows;
  if (left) left.active = false;
  const published = world.published(company);
  const freeze = await world.enforce(company, await world.freeze(company));
  await world.unfreeze(company, true);
  const before = world.sidecar.calls.length;
  const restored = await world.restore(company, freeze);
  expect(published).toHaveLength(6);
  expect(world.published(company)).toEqual(published);
  expect(restored.restored_at).not.toBeNull();
  expect(restored.restore_result).toEqual(
    freeze.published_before.map((workflow) => ({ ...workflow, published: true, error: null })),
  );
  const commands = world.sidecar.calls.slice(before).map(({ action }) => action);
  expect(commands.lastIndexOf("INJECT_CREDENTIAL")).toBeLessThan(commands.indexOf("ACTIVATE_WORKFLOW"));
  const { credentials } = world.sidecar.instance(workspaceId);
  expect(credentials.find(({ key }) => key === "webhook")?.data).toMatchObject({
    value: await revealWebhookToken(company.job),
  });
  expect((await world.ledger(workspaceId)).at(-1)).toMatchObject({ event_type: "workspace.workflows_restored" });
  expect((await world.audit(company)).at(-1)).toMatchObject({ action: "freeze.workflows_restored" });

  if (left) left.active = true;
  await world.restore(company, freeze);
  expect((await world.audit(company)).filter(({ action }) => action === "freeze.workflows_restored")).toHaveLength(1);
});

test("without an administrator's confirmation nothing is published", async () => {
  const company = await world.launched();
  const freeze = await world.enforce(company, await world.freeze(company));
  await world.unfreeze(company, false);
  const after = await world.restore(company, freeze);
  expect(after.restored_at).toBeNull();
  expect(world.published(company)).toEqual([]);
});

test("one that cannot be published does not keep the others back; an engine that is away is waited for", async () => {
  const company = await world.launched();
  const freeze = await world.enforce(company, await world.freeze(company));
  await world.unfreeze(company, true);
  world.sidecar.misbehave(company.workspaceId, "ACTIVATE_WORKFLOW", "trouble", { times: 1, after: 2 });
  await expect(world.restore(company, freeze)).rejects.toMatchObject({ retryable: true });
  expect((await world.newest(company)).restored_at).toBeNull();
  world.sidecar.misbehave(company.workspaceId, "ACTIVATE_WORKFLOW", "refuse", { times: 1, after: 2 });
  const restored = await world.restore(company, freeze);
  expect(restored.restore_result?.filter(({ published }) => published)).toHaveLength(6);
  expect(restored.restore_result?.find(({ published }) => !published)?.error).toContain("n8n.rejected");
});

test("no restore runs while workflows are still being unpublished, nor for an older freeze", async () => {
  const company = await world.launched();
  const freeze = await world.enforce(company, await world.freeze(company));
  await world.unfreeze(company, true);
  const lease = "update workspace_freezes set enforcing_until = now() + $2::interval where id = $1";
  await world.admin.query(lease, [freeze.id, "1 minute"]);
  await expect(world.restore(company, freeze)).rejects.toMatchObject({
    code: "freeze.being_enforced",
    retryable: true,
  });
  await world.admin.query(lease, [freeze.id, "-1 minute"]);
  await world.freeze(company, "again");
  await world.unfreeze(company);
  await world.restore(company, freeze);
  expect(world.published(company)).toEqual([]);
});

test("frozen again, it does not even begin; a viewer may not", async () => {
  const company = await world.launched();
  const freeze = await world.enforce(company, await world.freeze(company));
  await expect(world.restore(company, freeze)).rejects.toMatchObject({ code: "workspace.frozen" });
  await world.unfreeze(company, true);
  const { signal } = company.job;
  await expect(restoreWorkflows({ ...company.viewer, signal }, { freezeId: freeze.id })).rejects.toMatchObject({
    code: "permission.missing",
  });
});

test("a second freeze remembers what the first one unpublished and nobody restored", async () => {
  const company = await world.launched();
  const published = world.published(company);
  const first = await world.enforce(company, await world.freeze(company));
  await world.unfreeze(company);
  // A workflow that the founder published by hand in between counts as well, once.
  const [byHand] = world.sidecar.instance(company.workspaceId).workflows;
  if (byHand) byHand.active = true;
  const again = await world.freeze(company, "again");
  expect(again.published_before).toEqual(first.published_before);
  const second = await world.enforce(company, again);
  expect(second.published_before).toEqual(first.published_before);
  // The proof says what this freeze did, not the one before.
  expect(second.proof?.unpublished).toHaveLength(1);
  await world.unfreeze(company);
  const third = await world.enforce(company, await world.freeze(company, "and again"));
  await world.unfreeze(company, true);
  await world.restore(company, third);
  expect(world.published(company)).toEqual(published);
});

test("restored workflows are forgotten; only failed ones are remembered", async () => {
  const company = await world.launched();
  const first = await world.enforce(company, await world.freeze(company));
  await world.unfreeze(company, true);
  world.sidecar.misbehave(company.workspaceId, "ACTIVATE_WORKFLOW", "refuse", { times: 1, after: 2 });
  const { restore_result } = await world.restore(company, first);
  const failed = restore_result?.filter(({ published }) => !published) ?? [];
  const again = await world.freeze(company, "again");
  expect(again.published_before).toEqual(failed.map(({ workflow_id, name }) => ({ workflow_id, name })));
  for (const workflow of world.sidecar.instance(company.workspaceId).workflows.slice(0, 2)) workflow.active = false;
  const second = await world.enforce(company, again);
  const left = world.sidecar
    .instance(company.workspaceId)
    .workflows.slice(0, 2)
    .map(({ id }) => id);
  const remembered = second.published_before.map(({ workflow_id }) => workflow_id);
  const failedIds = failed.map(({ workflow_id }) => workflow_id);
  expect(failedIds).toHaveLength(1);
  expect(remembered.toSorted()).toEqual(
    first.published_before
      .map(({ workflow_id }) => workflow_id)
      .filter((id) => !left.includes(id) || failedIds.includes(id))
      .toSorted(),
  );
});
