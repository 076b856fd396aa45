import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { runIgnition } from "@/lib/operations/ignition/run-ignition";
import { revealWebhookToken } from "@/lib/foundation/credentials/reveal-webhook-token";
import { createIgnitionWorld, LEADS, PLAN, type IgnitionWorld } from "../../../factories/ignition-world";
import type { Company } from "../../../factories/test-world";

let world: IgnitionWorld;
let company: Company;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
beforeEach(async () => {
  company = await world.readyCompany();
});
afterAll(() => world.close());

test("a launch ends active: partition, four credentials, seven published workflows, an active campaign", async () => {
  await world.launch(company);
  const view = await world.run(company);
  expect(view).toMatchObject({ status: "active", error: null, rollback_success: null });
  expect(view.steps.map(({ name, status }) => [name, status])).toEqual(PLAN.map((name) => [name, "done"]));
  for (const { duration_ms } of view.steps) expect(duration_ms).toBeGreaterThanOrEqual(0);

  const { credentials, workflows } = world.sidecar.instance(company.workspaceId);
  expect(credentials.map(({ key }) => key).toSorted()).toEqual(["gateway", "mail", "trigger", "webhook"]);
  const token = await revealWebhookToken(company.job);
  expect(credentials.find(({ key }) => key === "webhook")?.data).toMatchObject({ value: token });
  expect(workflows).toHaveLength(7);
  expect(workflows.every(({ active }) => active)).toBe(true);
  expect(JSON.stringify(workflows)).not.toContain(token);
  expect(JSON.stringify(workflows)).not.toContain("YOUR_");

  const campaign = await getCampaign(company.owner, { campaignId: view.campaign_id ?? "" });
  expect(campaign.status).toBe("active");
  const deployed = campaign.workflows.map(({ workflow_id }) => workflow_id).toSorted();
  expect(deployed).toEqual(workflows.map(({ id }) => id).toSorted());
  expect(await world.partitions(company)).toEqual({ partitions: 1, roles: 0 });
  expect(await world.leadsOf(company)).toEqual(LEADS);
});

test("the ledger tells the launch as a founder reads it, and the operations as an operator does", async () => {
  await world.launch(company);
  await world.run(company);
  const lines = (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type.startsWith("ignition"));
  expect(lines.map(({ event_type }) => event_type)).toEqual([
    "ignition.started",
    ...PLAN.map(() => "ignition.step_done"),
    "ignition.completed",
  ]);
  expect(lines.at(-1)?.message).toMatch(/^Launched in \d+\.\d s: the outreach engine is active\.$/);
  const { rows } = await world.admin.query<{ operation: string; status: string }>(
    "select operation, status from genesis.ignition_operations where workspace_id = $1 order by created_at",
    [company.workspaceId],
  );
  expect(rows).toEqual(PLAN.map((operation) => ({ operation, status: "done" })));
});

test("run again, or as an attempt that never was, a finished launch does nothing", async () => {
  await world.launch(company);
  await world.run(company);
  const [calls, lines] = [world.sidecar.calls.length, await world.ledger(company.workspaceId)];
  for (const attempt of [1, 0, 2]) await runIgnition(company.job, { attempt });
  expect(world.sidecar.calls).toHaveLength(calls);
  expect(await world.ledger(company.workspaceId)).toEqual(lines);
});

test.each([
  ["HEALTH_CHECK", "500"],
  ["INJECT_CREDENTIAL", "trouble"],
  ["DEPLOY_WORKFLOW", "html"],
  ["ACTIVATE_WORKFLOW", "500"],
  ["PROBE_WEBHOOK", "trouble"],
] as const)("trouble with %s that goes away (%s) is retried, and nothing is doubled", async (action, how) => {
  world.sidecar.misbehave(company.workspaceId, action, how, { times: 1 });
  await world.launch(company);
  expect((await world.run(company)).status).toBe("active");
  const { credentials, workflows } = world.sidecar.instance(company.workspaceId);
  expect([credentials.length, workflows.length]).toEqual([4, 7]);
});

test("a run that another one has replaced stops, and undoes nothing", async () => {
  await world.launch(company);
  const mine = company.workspaceId;
  world.sidecar.onCall(async ({ workspaceId, action }) => {
    if (workspaceId !== mine || action !== "DEPLOY_WORKFLOW") return;
    await world.admin.query("update genesis.ignition_state set attempt = 2 where workspace_id = $1", [mine]);
  });
  await expect(world.run(company)).rejects.toMatchObject({ code: "ignition.superseded" });
  expect(world.sidecar.instance(company.workspaceId).workflows).toHaveLength(7);
  expect(await world.partitions(company)).toEqual({ partitions: 1, roles: 0 });
  const view = await world.run(company, 2);
  expect(view.status).toBe("active");
  expect(world.sidecar.instance(company.workspaceId).workflows).toHaveLength(7);
});

test("a worker that is stopped in a step leaves it to the next one, which goes on from there", async () => {
  const stopping = new AbortController();
  world.sidecar.misbehave(company.workspaceId, "DEPLOY_WORKFLOW", "hang", { times: 1, after: 3 });
  const callsOf = (action: string): number =>
    world.sidecar.calls.filter((call) => call.workspaceId === company.workspaceId && call.action === action).length;
  const mine = company.workspaceId;
  world.sidecar.onCall(({ workspaceId, action }) => {
    if (workspaceId === mine && action === "DEPLOY_WORKFLOW" && callsOf(action) === 4) stopping.abort();
  });
  await world.launch(company);
  await expect(runIgnition({ ...company.job, signal: stopping.signal }, { attempt: 1 })).rejects.toThrow();
  const view = await world.run(company);
  expect(view.status).toBe("active");
  expect(callsOf("INJECT_CREDENTIAL")).toBe(4);
  expect(world.sidecar.instance(company.workspaceId).workflows).toHaveLength(7);
});

test("a viewer may not run it, and another workspace has nothing to run", async () => {
  await world.launch(company);
  const { signal } = company.job;
  await expect(runIgnition({ ...company.viewer, signal }, { attempt: 1 })).rejects.toMatchObject({ kind: "forbidden" });
  await runIgnition({ ...company.stranger, signal }, { attempt: 1 });
  expect(world.sidecar.calls.filter(({ workspaceId }) => workspaceId === company.stranger.workspaceId)).toEqual([]);
});
