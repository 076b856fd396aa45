import { afterAll, beforeAll, expect, test } from "vitest";
import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { archiveCampaign } from "@/lib/outreach/campaigns/archive-campaign";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { updateCampaign } from "@/lib/outreach/campaigns/update-campaign";
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
