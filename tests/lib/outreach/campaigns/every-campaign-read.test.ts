import { afterAll, beforeAll, expect, test } from "vitest";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { listCampaigns } from "@/lib/outreach/campaigns/list-campaigns";
import { listCampaignGroups } from "@/lib/outreach/campaigns/list-campaign-groups";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("a campaign with how far each of its steps is, for a viewer too", async () => {
  const { id: campaignId } = await createCampaign(company.owner, { name: "Spring" });
  expect(await getCampaign(company.viewer, { campaignId })).toMatchObject({ id: campaignId, progress: [] });

  const lead = await world.admin.query<{ id: string }>(
    "insert into genesis.leads (workspace_id, email) values ($1, 'ada@example.com') returning id",
    [company.workspaceId],
  );
  await world.admin.query(
    `insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source)
     select $1, $2, $3, step, 'ada@example.com', 'Hello', 'Hello', 'test' from generate_series(1, 3) step`,
    [company.workspaceId, campaignId, lead.rows[0]?.id],
  );
  const { progress } = await getCampaign(company.viewer, { campaignId });
  expect(progress.map(({ step }) => step)).toEqual([1, 2, 3]);
});

test("another workspace's campaign is not here", async () => {
  const { id: campaignId } = await createCampaign(company.owner, { name: "Hidden" });
  await expect(getCampaign(company.stranger, { campaignId })).rejects.toMatchObject({
    kind: "not_found",
    code: "campaign.not_found",
  });
});

test("pages by cursor see every campaign once, also those created in the same instant", async () => {
  const fresh = await world.company();
  const names = Array.from({ length: 7 }, (_, index) => `Campaign ${index}`);
  for (const name of names) await createCampaign(fresh.owner, { name });
  await world.admin.query("update campaigns set created_at = date_trunc('hour', now()) where workspace_id = $1", [
    fresh.workspaceId,
  ]);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listCampaigns(fresh.owner, { cursor, limit: 3 });
    expect(page.data.length).toBeLessThanOrEqual(3);
    seen.push(...page.data.map(({ name }) => name));
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  expect(seen.toSorted()).toEqual(names);
});

test("a workspace without campaigns has none, and no groups", async () => {
  const fresh = await world.company();
  expect(await listCampaigns(fresh.owner, { limit: 10 })).toEqual({ data: [], next_cursor: null });
  expect(await listCampaignGroups(fresh.owner)).toEqual([]);
});
