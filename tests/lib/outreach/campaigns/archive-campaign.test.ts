import { afterAll, beforeAll, expect, test } from "vitest";
import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { archiveCampaign } from "@/lib/outreach/campaigns/archive-campaign";
import { createEngineWorld, type EngineWorld } from "../sequence/engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

test("an archived campaign sends nothing more, cannot be activated, and keeps its history", async () => {
  const { company, campaignId, ...sender } = await world.sender();
  await sender.drafted();
  expect(await archiveCampaign(company.owner, { campaignId })).toMatchObject({ status: "archived" });
  expect(await archiveCampaign(company.owner, { campaignId })).toMatchObject({ status: "archived" });
  expect((await sender.claim()).claims).toEqual([]);
  await expect(activateCampaign(company.owner, { campaignId })).rejects.toMatchObject({
    code: "campaign.illegal_transition",
  });
  const told = (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type === "campaign.archived");
  expect(told).toHaveLength(1);
  expect((await world.jobs(company.workspaceId)).map(({ name }) => name)).toContain("ignition.sync_campaign");
});

test("a viewer may not, another workspace has no such campaign, and nothing is archived without its job", async () => {
  const { company, campaignId } = await world.sender();
  await expect(archiveCampaign(company.viewer, { campaignId })).rejects.toMatchObject({ code: "permission.missing" });
  await expect(archiveCampaign(company.stranger, { campaignId })).rejects.toMatchObject({ code: "campaign.not_found" });
  await expect(world.withoutQueue(() => archiveCampaign(company.owner, { campaignId }))).rejects.toThrow();
  const { rows } = await world.admin.query("select status from campaigns where id = $1", [campaignId]);
  expect(rows).toEqual([{ status: "active" }]);
});
