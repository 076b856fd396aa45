import { afterAll, beforeAll, expect, test } from "vitest";
import { repairCampaign } from "@/lib/outreach/campaigns/repair-campaign";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("asks for the deployment again: one line, one job", async () => {
  const { campaignId } = await campaignIn(world, company, "active");
  expect(await repairCampaign(company.owner, { campaignId })).toEqual({ accepted: true });
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({
    event_type: "campaign.repair_requested",
    data: { campaignId, reason: null },
  });
  expect(await world.jobs(company.workspaceId)).toMatchObject([
    { name: "ignition.sync_campaign", data: { workspaceId: company.workspaceId, campaignId } },
  ]);
});

test.each(["deploying", "paused"] as const)("a %s campaign is repaired as well", async (status) => {
  const { campaignId } = await campaignIn(world, company, status);
  expect(await repairCampaign(company.owner, { campaignId })).toEqual({ accepted: true });
  expect((await world.jobs(company.workspaceId)).some(({ data }) => JSON.stringify(data).includes(campaignId))).toBe(
    true,
  );
});

test.each(["draft", "failed", "completed", "archived"] as const)("a %s campaign is not repaired", async (status) => {
  const { campaignId } = await campaignIn(world, company, status);
  const before = await world.jobs(company.workspaceId);
  await expect(repairCampaign(company.owner, { campaignId })).rejects.toMatchObject({ code: "campaign.not_active" });
  expect(await world.jobs(company.workspaceId)).toEqual(before);
});

test("another workspace's campaign is not here; a viewer may not; without a queue nothing is written", async () => {
  const { campaignId } = await campaignIn(world, company, "active");
  const before = await world.ledger(company.workspaceId);
  await expect(repairCampaign(company.stranger, { campaignId })).rejects.toMatchObject({ kind: "not_found" });
  await expect(repairCampaign(company.viewer, { campaignId })).rejects.toMatchObject({ kind: "forbidden" });
  await expect(world.withoutQueue(() => repairCampaign(company.owner, { campaignId }))).rejects.toThrow();
  expect(await world.ledger(company.workspaceId)).toEqual(before);
});
