import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { archiveCampaign } from "@/lib/outreach/campaigns/archive-campaign";
import { completeCampaign } from "@/lib/outreach/campaigns/complete-campaign";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { deleteCampaign } from "@/lib/outreach/campaigns/delete-campaign";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { pauseCampaign } from "@/lib/outreach/campaigns/pause-campaign";
import { updateCampaign } from "@/lib/outreach/campaigns/update-campaign";
import { beginGmailConsent } from "@/lib/outreach/mailbox/begin-gmail-consent";
import { connectGmail } from "@/lib/outreach/mailbox/connect-gmail";
import { syncCampaign } from "@/lib/operations/ignition/sync-campaign";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import { startGoogleServer, type GoogleServer } from "../../../support/google-server";
import type { Company } from "../../../factories/test-world";

let world: IgnitionWorld;
let google: GoogleServer;
let company: Company;
let first: string;
beforeAll(async () => {
  google = await startGoogleServer();
  world = await createIgnitionWorld({
    GOOGLE_CLIENT_ID: "client-id",
    GOOGLE_CLIENT_SECRET: "client-secret",
    GOOGLE_API_URL: google.url,
  });
});
beforeEach(async () => {
  company = await world.readyCompany();
  await world.launch(company);
  first = (await world.run(company)).campaign_id ?? "";
});
afterAll(async () => {
  await world.close();
  await google.stop();
});

const workflows = (): { key: string; name: string; active: boolean; definition: unknown }[] =>
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

test("a paused campaign reads a reply mailbox that was saved during the pause, at once, and sends nothing", async () => {
  const reads = (campaignId: string): boolean => {
    const tracker = workflows().find(({ key }) => key === `campaign:${campaignId}:reply_tracker`);
    const { nodes } = tracker?.definition as { nodes: { type: string; disabled?: boolean }[] };
    return nodes.some(({ type, disabled }) => type === "n8n-nodes-base.gmail" && !disabled);
  };
  const campaignId = await second();
  await syncCampaign(company.job, { campaignId });
  await pauseCampaign(company.owner, { campaignId });
  await syncCampaign(company.job, { campaignId });
  expect(reads(campaignId)).toBe(false);
  await world.admin.query(
    "update genesis.email_provider_config set uses_test_mailbox = false where workspace_id = $1",
    [company.workspaceId],
  );
  const { url } = await beginGmailConsent(company.owner, { purpose: "reply_mailbox" });
  await connectGmail(company.owner, google.allow(url));
  await syncCampaign(company.job, { campaignId });
  expect(reads(campaignId)).toBe(true);
  const active = workflows().flatMap(({ key, active: published }) => (published ? [key] : []));
  expect(listening(active, campaignId)).toEqual(["opt_out", "reply_tracker"]);
  expect((await campaign(campaignId)).status).toBe("paused");
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

test("one workflow that n8n refuses fails an active campaign by name; the others stop, and replies are heard on", async () => {
  world.sidecar.misbehave(company.workspaceId, "DEPLOY_WORKFLOW", "refuse", { times: 1 });
  await syncCampaign(company.job, { campaignId: first });
  const { status, failure, workflows: rows } = await campaign(first);
  expect(status).toBe("failed");
  const refused = rows.filter(({ state }) => state === "failed");
  expect(refused).toHaveLength(1);
  expect(rows.filter(({ state }) => state === "deployed")).toHaveLength(6);
  expect(failure).toBe(`${refused[0]?.name}: ${refused[0]?.why}`);
  const published = workflows().flatMap(({ key, active }) => (active ? [key] : []));
  expect(listening(published, first)).toEqual(["opt_out", "reply_tracker"]);

  await activateCampaign(company.owner, { campaignId: first });
  await syncCampaign(company.job, { campaignId: first });
  const repaired = await campaign(first);
  expect(repaired).toMatchObject({ status: "active", failure: null });
  expect(repaired.workflows.map(({ state }) => state)).toEqual(Array<string>(7).fill("probed"));
  expect(workflows()).toHaveLength(7);
});

test.each([
  ["completed", completeCampaign, 29, ["opt_out", "reply_tracker"]],
  ["completed", completeCampaign, 31, []],
  ["archived", archiveCampaign, 29, ["opt_out", "reply_tracker"]],
  ["archived", archiveCampaign, 31, []],
] as const)("a %s campaign hears for thirty days after its last email", async (_ended, end, days, heard) => {
  await world.admin.query(
    `insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source, status, sent_at)
     select workspace_id, $2, id, 1, email, 'Hello', 'Hello', 'test', 'sent', now() - make_interval(days => $3)
     from genesis.leads where workspace_id = $1 limit 1`,
    [company.workspaceId, first, days],
  );
  await end(company.owner, { campaignId: first });
  await syncCampaign(company.job, { campaignId: first });
  const published = workflows().flatMap(({ key, active }) => (active ? [key] : []));
  expect(listening(published, first)).toEqual(heard);
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
