import { afterAll, beforeAll, expect, test } from "vitest";
import { listUnwrittenLeads } from "@/lib/outreach/drafts/list-unwritten-leads";
import { saveDrafts } from "@/lib/outreach/sequence/save-drafts";
import { DraftsReport } from "@/lib/contracts/engine";
import { createEngineWorld, type EngineWorld } from "../sequence/engine-world";
import { givenUp } from "./unwritten-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

test("leads with three unusable answers are listed page by page with the last reason; those with fewer are not", async () => {
  const sender = await world.sender();
  const { company, campaignId, engine } = sender;
  const leads = [await givenUp(world, sender), await givenUp(world, sender), await givenUp(world, sender)];
  const { leadId } = await sender.written();
  await saveDrafts(engine, DraftsReport.parse({ campaign_id: campaignId, lead_id: leadId, failure: "Once only." }));
  const first = await listUnwrittenLeads(company.viewer, { campaignId, limit: 2 });
  const second = await listUnwrittenLeads(company.viewer, { campaignId, limit: 2, cursor: first.next_cursor! });
  expect([first.total, first.data.length, second.data.length, second.next_cursor]).toEqual([3, 2, 1, null]);
  expect(new Set([...first.data, ...second.data].map(({ lead_id }) => lead_id))).toEqual(new Set(leads));
  expect(first.data[0]).toMatchObject({ reason: "The model left out email 3.", failures: 3, name: "Ann Lee" });
});

test("a workflow may not read the list, and another company's campaign is not found", async () => {
  const { company, campaignId, engine } = await world.sender();
  await expect(listUnwrittenLeads(engine, { campaignId, limit: 2 })).rejects.toMatchObject({
    code: "permission.missing",
  });
  await expect(listUnwrittenLeads(company.stranger, { campaignId, limit: 2 })).rejects.toMatchObject({
    code: "campaign.not_found",
  });
});
