import { afterAll, beforeAll, expect, test } from "vitest";
import { completeCampaign } from "@/lib/outreach/campaigns/complete-campaign";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test.each(["active", "paused"] as const)("a %s campaign is completed once: one line, one job", async (status) => {
  const { campaignId } = await campaignIn(world, company, status);
  expect(await completeCampaign(company.owner, { campaignId })).toMatchObject({ status: "completed" });
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({
    event_type: "campaign.completed",
    data: { campaignId },
  });
  const jobs = await world.jobs(company.workspaceId);
  expect(jobs.at(-1)).toMatchObject({ name: "ignition.sync_campaign" });
  expect(await completeCampaign(company.owner, { campaignId })).toMatchObject({ status: "completed" });
  expect(await world.jobs(company.workspaceId)).toHaveLength(jobs.length);
});

test.each(["draft", "deploying", "failed", "archived"] as const)("a %s campaign is not completed", async (status) => {
  const { campaignId } = await campaignIn(world, company, status);
  await expect(completeCampaign(company.owner, { campaignId })).rejects.toMatchObject({
    code: "campaign.illegal_transition",
  });
});

test("another workspace's campaign is not here; a viewer may not; without a queue nothing is written", async () => {
  const { campaignId } = await campaignIn(world, company, "active");
  const before = await world.ledger(company.workspaceId);
  await expect(completeCampaign(company.stranger, { campaignId })).rejects.toMatchObject({ kind: "not_found" });
  await expect(completeCampaign(company.viewer, { campaignId })).rejects.toMatchObject({ kind: "forbidden" });
  await expect(world.withoutQueue(() => completeCampaign(company.owner, { campaignId }))).rejects.toThrow();
  expect(await world.ledger(company.workspaceId)).toEqual(before);
});
