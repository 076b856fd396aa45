import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { listCampaigns } from "@/lib/outreach/campaigns/list-campaigns";
import { listCampaignGroups } from "@/lib/outreach/campaigns/list-campaign-groups";
import { CreateCampaign } from "@/lib/outreach/campaigns/schemas";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("a new campaign is a draft in the default group, and the ledger says so", async () => {
  const campaign = await createCampaign(company.owner, { name: "Spring" });
  expect(campaign).toMatchObject({ name: "Spring", status: "draft", mail_provider: "smtp", workflows: [] });
  const groups = await listCampaignGroups(company.owner);
  expect(groups).toMatchObject([{ id: campaign.campaign_group_id, name: "Outreach" }]);
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({
    event_type: "campaign.created",
    data: { campaignId: campaign.id, name: "Spring" },
  });
  expect(await world.jobs(company.workspaceId)).toEqual([]);
});

test("a second one joins the same group, or the one that is named", async () => {
  const [one, two] = [
    await createCampaign(company.owner, { name: "One" }),
    await createCampaign(company.owner, { name: "Two" }),
  ];
  expect(two.campaign_group_id).toBe(one.campaign_group_id);
  const three = await createCampaign(company.owner, { name: "Three", campaign_group_id: one.campaign_group_id });
  expect(three.campaign_group_id).toBe(one.campaign_group_id);
});

test("ten at once, the first of their workspace: one group, ten campaigns", async () => {
  const fresh = await world.company();
  await Promise.all(
    Array.from({ length: 10 }, (_, index) => createCampaign(fresh.owner, { name: `Campaign ${index}` })),
  );
  expect(await listCampaignGroups(fresh.owner)).toHaveLength(1);
  expect((await listCampaigns(fresh.owner, { limit: 50 })).data).toHaveLength(10);
});

test("a taken name is refused, also in other case; an archived one is free again", async () => {
  const campaign = await createCampaign(company.owner, { name: "Winter" });
  const lines = await world.ledger(company.workspaceId);
  await expect(createCampaign(company.owner, { name: "WINTER" })).rejects.toMatchObject({
    kind: "conflict",
    code: "campaign.name_taken",
    details: { field: "name" },
  });
  expect(await world.ledger(company.workspaceId)).toEqual(lines);
  await world.admin.query("update campaigns set status = 'archived' where id = $1", [campaign.id]);
  await expect(createCampaign(company.owner, { name: "winter" })).resolves.toMatchObject({ status: "draft" });
});

test("another workspace's group is not here; neither is one that does not exist; a viewer may not", async () => {
  const { campaign_group_id } = await createCampaign(company.owner, { name: "Walls" });
  for (const group of [campaign_group_id, randomUUID()]) {
    await expect(createCampaign(company.stranger, { name: "Mine", campaign_group_id: group })).rejects.toMatchObject({
      code: "campaign_group.not_found",
    });
  }
  await expect(createCampaign(company.viewer, { name: "Mine" })).rejects.toMatchObject({ code: "permission.missing" });
  expect((await listCampaigns(company.stranger, { limit: 50 })).data).toEqual([]);
});

test.each(["🚀🚀", "'; drop table campaigns; --", "<script>alert(1)</script>", "نجاح"])(
  "the name %s is kept as it was typed",
  async (name) => {
    const parsed = CreateCampaign.parse({ workspace_id: company.workspaceId, name: `  ${name} ` });
    expect((await createCampaign(company.owner, parsed)).name).toBe(name);
  },
);
