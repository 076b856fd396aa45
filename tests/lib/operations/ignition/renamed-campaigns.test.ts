import { afterAll, beforeAll, expect, test } from "vitest";
import { updateWorkspace } from "@/lib/foundation/workspaces/update-workspace";
import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { archiveCampaign } from "@/lib/outreach/campaigns/archive-campaign";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { pauseCampaign } from "@/lib/outreach/campaigns/pause-campaign";
import { updateCampaign } from "@/lib/outreach/campaigns/update-campaign";
import { refreshCampaigns } from "@/lib/operations/ignition/refresh-campaigns";
import { syncCampaign } from "@/lib/operations/ignition/sync-campaign";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import type { Company } from "../../../factories/test-world";

/** n8n's own limit. */
const LONGEST = 128;

let world: IgnitionWorld;
let company: Company;
let campaignId: string;
beforeAll(async () => {
  world = await createIgnitionWorld();
  company = await world.readyCompany();
  await world.launch(company);
  campaignId = (await world.run(company)).campaign_id ?? "";
});
afterAll(() => world.close());

const workflows = (of: string) =>
  world.sidecar.instance(company.workspaceId).workflows.filter(({ key }) => key.startsWith(`campaign:${of}:`));

test.each([
  ["as long as a name may be", "Quarterly outreach ".repeat(11).trim().slice(0, 200)],
  ["of emoji", "🚀👩‍🚀".repeat(25)],
  ["written from right to left", "حملة الربع الأول"],
])("a campaign whose new name is %s keeps its seven workflows, each named within n8n's limit", async (_what, name) => {
  const ids = workflows(campaignId).map(({ id }) => id);
  await updateCampaign(company.owner, { campaignId, name });
  await syncCampaign(company.job, { campaignId });
  const renamed = workflows(campaignId);
  expect(renamed.map(({ id }) => id)).toEqual(ids);
  expect(new Set(renamed.map((workflow) => workflow.name)).size).toBe(7);
  for (const workflow of renamed) {
    expect(workflow.name.length).toBeLessThanOrEqual(LONGEST);
    expect(workflow.name.isWellFormed()).toBe(true);
    expect(workflow.active).toBe(true);
  }
});

test("the renamed workspace is in the names of its campaigns' workflows, of an active and of a paused one, and nothing is made anew", async () => {
  const { id: paused } = await createCampaign(company.owner, { name: "Resting" });
  await activateCampaign(company.owner, { campaignId: paused });
  await syncCampaign(company.job, { campaignId: paused });
  await pauseCampaign(company.owner, { campaignId: paused });
  await syncCampaign(company.job, { campaignId: paused });
  const before = [...workflows(campaignId), ...workflows(paused)];
  await world.admin.query("delete from pgboss.job where data ->> 'workspaceId' = $1", [company.workspaceId]);

  const name = "Rockets & Söhne 🚀";
  await updateWorkspace(company.owner, { name });
  expect((await world.jobs(company.workspaceId)).map((job) => job.name)).toContain("ignition.refresh_campaigns");
  await refreshCampaigns(company.job);
  const syncs = (await world.jobs(company.workspaceId)).filter((job) => job.name === "ignition.sync_campaign");
  for (const { data } of syncs) await syncCampaign(company.job, { campaignId: String(data.campaignId) });

  const after = [...workflows(campaignId), ...workflows(paused)];
  expect(after.map(({ id, active }) => [id, active])).toEqual(before.map(({ id, active }) => [id, active]));
  // A paused campaign's emails have no part in it until it is resumed, and are deployed then.
  const named = after.filter(({ active }) => active);
  expect(named).toHaveLength(9);
  for (const workflow of named) expect(workflow.name.startsWith(`[${name}] `)).toBe(true);
  await activateCampaign(company.owner, { campaignId: paused });
  await syncCampaign(company.job, { campaignId: paused });
  for (const workflow of workflows(paused)) expect(workflow.name.startsWith(`[${name}] `)).toBe(true);
});

test("a campaign may have the name of an archived one, and each keeps workflows of its own", async () => {
  const make = async (): Promise<string> => {
    const { id } = await createCampaign(company.owner, { name: "The same" });
    await activateCampaign(company.owner, { campaignId: id });
    await syncCampaign(company.job, { campaignId: id });
    return id;
  };
  const first = await make();
  await expect(createCampaign(company.owner, { name: "the SAME" })).rejects.toMatchObject({
    code: "campaign.name_taken",
  });
  await archiveCampaign(company.owner, { campaignId: first });
  await syncCampaign(company.job, { campaignId: first });
  const second = await make();
  expect(workflows(first).map(({ archived }) => archived)).toEqual(Array<boolean>(7).fill(true));
  expect(workflows(second).filter(({ active }) => active)).toHaveLength(7);
  const namesOf = (of: string): string[] =>
    workflows(of)
      .map(({ name }) => name)
      .toSorted();
  expect(namesOf(second)).toEqual(namesOf(first));
});
