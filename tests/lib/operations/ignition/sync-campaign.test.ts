import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { archiveCampaign } from "@/lib/outreach/campaigns/archive-campaign";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { deleteCampaign } from "@/lib/outreach/campaigns/delete-campaign";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { pauseCampaign } from "@/lib/outreach/campaigns/pause-campaign";
import { updateCampaign } from "@/lib/outreach/campaigns/update-campaign";
import { syncCampaign } from "@/lib/operations/ignition/sync-campaign";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import type { Company } from "../../../factories/test-world";

let world: IgnitionWorld;
let company: Company;
let first: string;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
beforeEach(async () => {
  company = await world.readyCompany();
  await world.launch(company);
  first = (await world.run(company)).campaign_id ?? "";
});
afterAll(() => world.close());

const workflows = (): { key: string; name: string; active: boolean }[] =>
  world.sidecar.instance(company.workspaceId).workflows;
const campaign = (campaignId: string): ReturnType<typeof getCampaign> => getCampaign(company.owner, { campaignId });

async function second(): Promise<string> {
  const { id } = await createCampaign(company.owner, { name: "Second" });
  await activateCampaign(company.owner, { campaignId: id });
  return id;
}

test("a deploying campaign gets seven workflows of its own and is active; again, nothing new is made", async () => {
  const campaignId = await second();
  await syncCampaign(company.job, { campaignId });
  expect(await campaign(campaignId)).toMatchObject({ status: "active", failure: null });
  expect((await campaign(campaignId)).workflows).toHaveLength(7);
  const ids = world.sidecar.instance(company.workspaceId).workflows.map(({ id }) => id);
  expect(ids).toHaveLength(14);
  await syncCampaign(company.job, { campaignId });
  expect(world.sidecar.instance(company.workspaceId).workflows.map(({ id }) => id)).toEqual(ids);
});

test("a paused campaign's sending workflows are unpublished and it hears on; activated again, all are back; archived, none is", async () => {
  const campaignId = await second();
  await syncCampaign(company.job, { campaignId });
  await pauseCampaign(company.owner, { campaignId });
  await syncCampaign(company.job, { campaignId });
  const published = (): string[] => workflows().flatMap(({ key, active }) => (active ? [key] : []));
  expect(published().filter((key) => key.includes(first))).toHaveLength(7);
  expect(listening(published(), campaignId)).toEqual(["opt_out", "reply_tracker"]);
  await activateCampaign(company.owner, { campaignId });
  await syncCampaign(company.job, { campaignId });
  expect(published()).toHaveLength(14);
  await archiveCampaign(company.owner, { campaignId });
  await syncCampaign(company.job, { campaignId });
  expect(listening(published(), campaignId)).toEqual([]);
});

test("a deleted campaign's workflows are removed from n8n, also those of a deployment that was under way; the others stay", async () => {
  const campaignId = await second();
  await syncCampaign(company.job, { campaignId });
  await deleteCampaign(company.owner, { campaignId });
  world.sidecar.misbehave(company.workspaceId, "DELETE_WORKFLOW", "trouble", { times: 1, after: 3 });
  await expect(syncCampaign(company.job, { campaignId })).rejects.toMatchObject({ retryable: true });
  await syncCampaign(company.job, { campaignId });
  await syncCampaign(company.job, { campaignId });
  expect(workflows().map(({ key }) => key.includes(first))).toEqual(Array<boolean>(7).fill(true));
});

const listening = (keys: string[], campaignId: string): (string | undefined)[] =>
  keys
    .filter((key) => key.includes(campaignId))
    .map((key) => key.split(":").at(-1))
    .toSorted();

test("a new name reaches the deployed workflows", async () => {
  await updateCampaign(company.owner, { campaignId: first, name: "Renamed" });
  await syncCampaign(company.job, { campaignId: first });
  expect(workflows().every(({ name }) => name.endsWith("— Renamed"))).toBe(true);
});

test("a draft and a failed campaign touch nothing", async () => {
  const { id } = await createCampaign(company.owner, { name: "Draft" });
  const calls = world.sidecar.calls.length;
  await syncCampaign(company.job, { campaignId: id });
  await world.admin.query("update campaigns set status = 'failed' where id = $1", [id]);
  await syncCampaign(company.job, { campaignId: id });
  expect(world.sidecar.calls).toHaveLength(calls);
});

test("a permanent error fails the campaign and says why; a temporary one is left to the next try", async () => {
  const campaignId = await second();
  world.sidecar.misbehave(company.workspaceId, "DEPLOY_WORKFLOW", "trouble", { times: 1, after: 3 });
  await expect(syncCampaign(company.job, { campaignId })).rejects.toMatchObject({ retryable: true });
  expect((await campaign(campaignId)).status).toBe("deploying");
  world.sidecar.misbehave(company.workspaceId, "DEPLOY_WORKFLOW", "refuse", { times: 1 });
  await syncCampaign(company.job, { campaignId });
  expect(await campaign(campaignId)).toMatchObject({
    status: "failed",
    failure: expect.stringContaining("n8n.rejected"),
  });
  expect((await campaign(first)).status).toBe("active");
});

test("before a launch a campaign fails with what to do", async () => {
  const fresh = await world.readyCompany();
  const { id } = await createCampaign(fresh.owner, { name: "Early" });
  await activateCampaign(fresh.owner, { campaignId: id });
  await syncCampaign(fresh.job, { campaignId: id });
  expect(await getCampaign(fresh.owner, { campaignId: id })).toMatchObject({
    status: "failed",
    failure: "The company is not launched yet. Launch it first.",
  });
});

test("paused while it is being deployed, its sending workflows end unpublished", async () => {
  const campaignId = await second();
  await syncCampaign(company.job, { campaignId });
  let paused = false;
  world.sidecar.onCall(async ({ workspaceId, action }) => {
    if (workspaceId !== company.workspaceId || action !== "ACTIVATE_WORKFLOW" || paused) return;
    paused = true;
    await pauseCampaign(company.owner, { campaignId });
  });
  await syncCampaign(company.job, { campaignId }).catch(() => undefined);
  await syncCampaign(company.job, { campaignId });
  expect((await campaign(campaignId)).status).toBe("paused");
  const active = workflows().flatMap((workflow) => (workflow.active ? [workflow.key] : []));
  expect(listening(active, campaignId)).toEqual(["opt_out", "reply_tracker"]);
});

test("a viewer may not; another workspace's campaign is not here", async () => {
  const { signal } = company.job;
  await expect(syncCampaign({ ...company.viewer, signal }, { campaignId: first })).rejects.toMatchObject({
    kind: "forbidden",
  });
  await expect(syncCampaign({ ...company.stranger, signal }, { campaignId: first })).rejects.toMatchObject({
    code: "campaign.not_found",
  });
});
