import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { archiveCampaign } from "@/lib/outreach/campaigns/archive-campaign";
import { deleteCampaign } from "@/lib/outreach/campaigns/delete-campaign";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { cancelIgnition } from "@/lib/operations/ignition/cancel-ignition";
import { awaitHandshake } from "@/lib/operations/ignition/steps/await-handshake";
import { getIgnitionStatus, type IgnitionView } from "@/lib/operations/ignition/get-ignition-status";
import { createIgnitionWorld, LEADS, PLAN, type IgnitionWorld } from "../../../factories/ignition-world";
import type { Company } from "../../../factories/test-world";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
afterAll(() => world.close());

const typesOf = async ({ workspaceId }: Company): Promise<string[]> =>
  (await world.ledger(workspaceId)).map(({ event_type }) => event_type).filter((type) => type.startsWith("ignition"));

/** The remains of an undone launch: the leads, in a partition that the next launch uses. */
async function expectNothingLeft(company: Company, view: IgnitionView): Promise<void> {
  expect(world.sidecar.instance(company.workspaceId)).toEqual({
    credentials: [],
    workflows: [],
    executions: [],
    blockedBy: null,
  });
  expect((await world.partitions(company)).roles).toBe(0);
  expect(await world.leadsOf(company)).toEqual(LEADS);
  expect(view.rollback_success).toBe(true);
  expect(view.completed_at).not.toBeNull();
  const campaign = await getCampaign(company.owner, { campaignId: view.campaign_id ?? "" });
  expect(["draft", "failed"]).toContain(campaign.status);
  expect(campaign.workflows).toEqual([]);
}

const BROKEN = [
  ["INJECT_CREDENTIAL", "refuse", "inject_credentials", "n8n.rejected"],
  ["INJECT_CREDENTIAL", "500", "inject_credentials", "sidecar.bad_answer"],
  ["INJECT_CREDENTIAL", "html", "inject_credentials", "sidecar.bad_answer"],
  ["DEPLOY_WORKFLOW", "refuse", "deploy_workflows", "n8n.rejected"],
  ["DEPLOY_WORKFLOW", "500", "deploy_workflows", "sidecar.bad_answer"],
  ["ACTIVATE_WORKFLOW", "refuse", "publish_workflows", "n8n.rejected"],
  ["ACTIVATE_WORKFLOW", "html", "publish_workflows", "sidecar.bad_answer"],
  ["PROBE_WEBHOOK", "refuse", "publish_workflows", "n8n.rejected"],
] as const;

/** Launches a company; all that was begun until this step is undone, and the error is the answer. */
async function launchUndone(company: Company, step: string): Promise<unknown> {
  await world.launch(company);
  const view = await world.run(company);
  expect(view.status).toBe("failed");
  const begun = PLAN.slice(0, PLAN.indexOf(step) + 1);
  expect(view.steps.map(({ status }) => status)).toEqual(
    PLAN.map((name) => (begun.includes(name) ? "undone" : "pending")),
  );
  expect(view.steps.find(({ name }) => name === step)?.error).toBe(view.error?.message);
  await expectNothingLeft(company, view);
  expect(await typesOf(company)).toEqual([
    "ignition.started",
    ...begun.slice(1).map(() => "ignition.step_done"),
    "ignition.step_failed",
    ...begun.map(() => "ignition.step_undone"),
    "ignition.failed",
  ]);
  return view.error;
}
const ADVICE = expect.stringMatching(/\w+ .+/) as string;

describe.concurrent("a launch that fails is undone in reverse", () => {
  test.each(BROKEN)("%s answers %s", { timeout: 150_000 }, async (action, how, step, code) => {
    const company = await world.readyCompany();
    // some of it goes right first, so that there is something to undo
    world.sidecar.misbehave(company.workspaceId, action, how, { after: 2 });
    expect(await launchUndone(company, step)).toMatchObject({ code, step, advice: ADVICE });
  });
});

test("a launch whose n8n does not answer within the step's time is undone in reverse", async () => {
  const company = await world.readyCompany();
  world.sidecar.misbehave(company.workspaceId, "HEALTH_CHECK", "hang", { after: 0 });
  const limit = vi.spyOn(awaitHandshake, "timeoutSeconds", "get").mockReturnValue(3);
  const error = { code: "ignition.timeout", step: "await_handshake", advice: ADVICE };
  expect(await launchUndone(company, error.step)).toMatchObject(error);
  limit.mockRestore();
});

test("after the failure is mended, the second attempt succeeds with the same campaign", async () => {
  const company = await world.readyCompany();
  world.sidecar.misbehave(company.workspaceId, "ACTIVATE_WORKFLOW", "refuse");
  await world.launch(company);
  const failed = await world.run(company);
  world.sidecar.behave(company.workspaceId);
  await world.launch(company);
  const view = await world.run(company, 2);
  expect(view).toMatchObject({ status: "active", error: null, campaign_id: failed.campaign_id });
  expect((await world.ledger(company.workspaceId)).map(({ message }) => message)).toContain(
    "Launch started again (attempt 2).",
  );
  const { credentials, workflows } = world.sidecar.instance(company.workspaceId);
  expect([credentials.length, workflows.length]).toEqual([4, 7]);
});

test("parts that cannot be undone are named, the rest is undone, and the next launch works", async () => {
  const company = await world.readyCompany();
  world.sidecar.misbehave(company.workspaceId, "ACTIVATE_WORKFLOW", "refuse");
  world.sidecar.misbehave(company.workspaceId, "DELETE_WORKFLOW", "refuse");
  await world.launch(company);
  const view = await world.run(company);
  expect(view).toMatchObject({ status: "failed", rollback_success: false });
  expect(view.steps.find(({ name }) => name === "deploy_workflows")?.status).toBe("undo_failed");
  expect(world.sidecar.instance(company.workspaceId).credentials).toEqual([]);
  expect((await world.partitions(company)).roles).toBe(0);
  const messages = (await world.ledger(company.workspaceId)).map(({ message }) => message);
  expect(messages.at(-1)).toContain("some of it could not be undone");
  expect(messages.some((message) => /could not be undone: The fake sidecar says n8n.rejected/.test(message))).toBe(
    true,
  );

  world.sidecar.behave(company.workspaceId);
  await world.launch(company);
  expect((await world.run(company, 2)).status).toBe("active");
  expect(world.sidecar.instance(company.workspaceId).workflows).toHaveLength(7);
});

test("cancelled while it runs, the step under way ends and everything is undone", async () => {
  const company = await world.readyCompany();
  world.sidecar.onCall(async ({ workspaceId, action }) => {
    const first = world.sidecar.calls.filter((call) => call.workspaceId === workspaceId && call.action === action);
    if (workspaceId !== company.workspaceId || action !== "INJECT_CREDENTIAL" || first.length > 1) return;
    await cancelIgnition(company.owner);
  });
  await world.launch(company);
  const view = await world.run(company);
  expect(view).toMatchObject({ status: "cancelled", error: { code: "ignition.cancelled" } });
  expect(view.steps.find(({ name }) => name === "inject_credentials")?.status).toBe("undone");
  await expectNothingLeft(company, view);
  expect((await world.ledger(company.workspaceId)).at(-1)?.message).toBe(
    "The launch was cancelled — everything it had made was undone.",
  );
});

test.each(PLAN)("cancelled from elsewhere while %s is under way, a launch leaves nothing behind", async (step) => {
  const company = await world.readyCompany();
  await world.launch(company);
  // Another process: the request lands in the row in the very moment the step begins.
  await world.admin.query(`
    create or replace function public.cancel_at() returns trigger language plpgsql as $$
    begin
      new.cancel_requested := new.cancel_requested or (new.workspace_id = '${company.workspaceId}' and new.current_step = '${step}');
      return new;
    end $$;
    create or replace trigger cancel_at before update on genesis.ignition_state for each row execute function public.cancel_at()`);
  const view = await world.run(company);
  await world.admin.query("drop function public.cancel_at cascade");
  expect(view).toMatchObject({ status: "cancelled", rollback_success: true, error: { code: "ignition.cancelled" } });
  expect(view.steps.find(({ name }) => name === step)?.status).toBe("undone");
  await expectNothingLeft(company, view);
});

test("cancelled while no worker lives, the next one undoes what the dead one had begun", async () => {
  const company = await world.readyCompany();
  const stopping = new AbortController();
  world.sidecar.onCall(({ workspaceId, action }) => {
    if (workspaceId === company.workspaceId && action === "ACTIVATE_WORKFLOW") stopping.abort();
  });
  await world.launch(company);
  await expect(world.run({ ...company, job: { ...company.job, signal: stopping.signal } })).rejects.toThrow();
  await cancelIgnition(company.owner);
  const view = await world.run(company);
  expect(view).toMatchObject({ status: "cancelled", rollback_success: true });
  await expectNothingLeft(company, view);
});

test("cancelled in its last step, it does not become active", async () => {
  const company = await world.readyCompany();
  world.sidecar.onCall(async ({ workspaceId, action }) => {
    const probes = world.sidecar.calls.filter((call) => call.workspaceId === workspaceId && call.action === action);
    if (workspaceId === company.workspaceId && action === "PROBE_WEBHOOK" && probes.length === 7)
      await cancelIgnition(company.owner);
  });
  await world.launch(company);
  const view = await world.run(company);
  expect(view.status).toBe("cancelled");
  await expectNothingLeft(company, view);
});

test("killed in the middle of undoing, the next run undoes the rest", async () => {
  const company = await world.readyCompany();
  const stopping = new AbortController();
  world.sidecar.misbehave(company.workspaceId, "PROBE_WEBHOOK", "refuse");
  world.sidecar.onCall(({ workspaceId, action }) => {
    const deletes = world.sidecar.calls.filter((call) => call.workspaceId === workspaceId && call.action === action);
    if (workspaceId === company.workspaceId && action === "DELETE_WORKFLOW" && deletes.length === 3) stopping.abort();
  });
  await world.launch(company);
  const stopped = { ...company, job: { ...company.job, signal: stopping.signal } };
  await expect(world.run(stopped)).rejects.toThrow();
  const view = await world.run(company);
  expect(view.status).toBe("failed");
  await expectNothingLeft(company, view);
});

test.each([
  ["deleted", deleteCampaign],
  ["archived", archiveCampaign],
] as const)("after a failed launch whose campaign was %s, the next launch makes one of its own", async (_, end) => {
  const company = await world.readyCompany();
  world.sidecar.misbehave(company.workspaceId, "ACTIVATE_WORKFLOW", "refuse");
  await world.launch(company);
  const campaignId = (await world.run(company)).campaign_id ?? "";
  await end(company.owner, { campaignId });
  world.sidecar.behave(company.workspaceId);
  await world.launch(company);
  const view = await world.run(company, 2);
  expect(view).toMatchObject({ status: "active", error: null });
  expect(view.campaign_id).not.toBe(campaignId);
  await deleteCampaign(company.owner, { campaignId: view.campaign_id ?? "" });
  expect(await getIgnitionStatus(company.owner)).toMatchObject({ status: "active", campaign_id: null });
});
