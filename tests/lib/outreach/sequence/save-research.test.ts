import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { saveResearch } from "@/lib/outreach/sequence/save-research";
import { createEngineWorld, type EngineWorld, type Sender } from "./engine-world";

let world: EngineWorld;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld();
});
beforeEach(async () => {
  sender = await world.sender();
});
afterAll(() => world.close());

const researchOf = async (leadId: string): Promise<string | null> =>
  (await world.admin.query<{ research: string | null }>("select research from genesis.leads where id = $1", [leadId]))
    .rows[0]?.research ?? null;

test("the note is stored, up to 20,000 characters of it", async () => {
  const { leadId } = await sender.drafted();
  const report = { campaign_id: sender.campaignId, lead_id: leadId, research: "R".repeat(30_000) };
  expect(await saveResearch(sender.engine, report)).toEqual({ saved: true });
  expect((await researchOf(leadId))?.length).toBe(20_000);
});

test("a lead or campaign of another workspace is not found, and nothing is stored", async () => {
  const other = await world.sender();
  const { leadId } = await other.drafted();
  const report = { campaign_id: sender.campaignId, lead_id: leadId, research: "x" };
  await expect(saveResearch(sender.engine, report)).rejects.toMatchObject({ code: "lead.not_found" });
  const foreign = { ...report, campaign_id: other.campaignId };
  await expect(saveResearch(sender.engine, foreign)).rejects.toMatchObject({ code: "campaign.not_found" });
  await expect(saveResearch(sender.company.viewer, report)).rejects.toMatchObject({ code: "permission.missing" });
  expect(await researchOf(leadId)).toBeNull();
});
