import { afterAll, beforeAll, expect, test } from "vitest";
import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const statusOf = async (campaignId: string): Promise<string> =>
  (await getCampaign(company.owner, { campaignId })).status;

test.each([
  ["draft", "deploying"],
  ["failed", "deploying"],
  ["paused", "active"],
] as const)("a %s campaign becomes %s, the ledger says so and n8n is told", async (from, to) => {
  const { campaignId } = await campaignIn(world, company, from);
  expect(await activateCampaign(company.owner, { campaignId })).toMatchObject({ status: to });
  expect(await statusOf(campaignId)).toBe(to);
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({
    event_type: "campaign.activated",
    data: { campaignId },
  });
  expect((await world.jobs(company.workspaceId)).at(-1)).toMatchObject({
    name: "ignition.sync_campaign",
    data: { workspaceId: company.workspaceId, campaignId },
  });
});

test("a failed campaign that is tried again forgets why it failed", async () => {
  const { campaignId } = await campaignIn(world, company, "failed");
  await world.admin.query("update campaigns set failure = 'No mail account.' where id = $1", [campaignId]);
  expect(await activateCampaign(company.owner, { campaignId })).toMatchObject({ failure: null });
});

test.each(["deploying", "active", "completed", "archived"] as const)(
  "a %s campaign cannot be activated",
  async (status) => {
    const { campaignId } = await campaignIn(world, company, status);
    await expect(activateCampaign(company.owner, { campaignId })).rejects.toMatchObject({
      kind: "conflict",
      code: "campaign.illegal_transition",
    });
    expect(await statusOf(campaignId)).toBe(status);
  },
);

test("another workspace's campaign is not here; a viewer may not", async () => {
  const { campaignId } = await campaignIn(world, company, "paused");
  await expect(activateCampaign(company.stranger, { campaignId })).rejects.toMatchObject({ kind: "not_found" });
  await expect(activateCampaign(company.viewer, { campaignId })).rejects.toMatchObject({ code: "permission.missing" });
  expect(await statusOf(campaignId)).toBe("paused");
});

test("when the job cannot be enqueued, nothing is written", async () => {
  const { campaignId } = await campaignIn(world, company, "draft");
  const before = await world.ledger(company.workspaceId);
  await expect(world.withoutQueue(() => activateCampaign(company.owner, { campaignId }))).rejects.toThrow();
  expect(await statusOf(campaignId)).toBe("draft");
  expect(await world.ledger(company.workspaceId)).toEqual(before);
});
