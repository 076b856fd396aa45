import { afterAll, beforeAll, expect, test } from "vitest";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { pauseCampaign } from "@/lib/outreach/campaigns/pause-campaign";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { campaignIn } from "../../../factories/campaigns";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const activeCampaign = (): Promise<{ campaignId: string }> => campaignIn(world, company, "active");

test("an active campaign is paused, the ledger says so and n8n is told", async () => {
  const { campaignId } = await activeCampaign();
  expect(await pauseCampaign(company.owner, { campaignId })).toMatchObject({ id: campaignId, status: "paused" });
  expect(await getCampaign(company.owner, { campaignId })).toMatchObject({ status: "paused" });
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({
    event_type: "campaign.paused",
    data: { campaignId },
    actor_type: "user",
    message: expect.stringContaining("nothing more is sent"),
  });
  expect((await world.jobs(company.workspaceId)).at(-1)).toMatchObject({
    name: "ignition.sync_campaign",
    data: { workspaceId: company.workspaceId, campaignId },
  });
});

test.each(["draft", "deploying", "paused", "completed", "archived", "failed"] as const)(
  "a %s campaign cannot be paused",
  async (status) => {
    const { campaignId } = await campaignIn(world, company, status);
    await expect(pauseCampaign(company.owner, { campaignId })).rejects.toMatchObject({
      kind: "conflict",
      code: "campaign.illegal_transition",
    });
    expect((await getCampaign(company.owner, { campaignId })).status).toBe(status);
  },
);

test("another workspace's campaign is not here", async () => {
  const { campaignId } = await activeCampaign();
  await expect(pauseCampaign(company.stranger, { campaignId })).rejects.toMatchObject({ code: "campaign.not_found" });
  expect((await getCampaign(company.owner, { campaignId })).status).toBe("active");
});

test("a viewer may not", async () => {
  const { campaignId } = await activeCampaign();
  await expect(pauseCampaign(company.viewer, { campaignId })).rejects.toMatchObject({
    kind: "forbidden",
    code: "permission.missing",
  });
  expect((await getCampaign(company.owner, { campaignId })).status).toBe("active");
});

test("when the job cannot be enqueued, nothing is written", async () => {
  const { campaignId } = await activeCampaign();
  const before = await world.ledger(company.workspaceId);
  await expect(world.withoutQueue(() => pauseCampaign(company.owner, { campaignId }))).rejects.toThrow();
  expect((await getCampaign(company.owner, { campaignId })).status).toBe("active");
  expect(await world.ledger(company.workspaceId)).toEqual(before);
  // and afterwards it works again
  expect(await pauseCampaign(company.owner, { campaignId })).toMatchObject({ status: "paused" });
});

test("two at once: one pauses, the other is told", async () => {
  const { campaignId } = await activeCampaign();
  const outcomes = await Promise.allSettled([1, 2].map(() => pauseCampaign(company.owner, { campaignId })));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const lines = (await world.ledger(company.workspaceId)).filter(({ data }) => data.campaignId === campaignId);
  expect(lines.filter(({ event_type }) => event_type === "campaign.paused")).toHaveLength(1);
});
