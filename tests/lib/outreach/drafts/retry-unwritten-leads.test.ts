import { afterAll, beforeAll, expect, test } from "vitest";
import { listUnwrittenLeads } from "@/lib/outreach/drafts/list-unwritten-leads";
import { retryUnwrittenLeads } from "@/lib/outreach/drafts/retry-unwritten-leads";
import { listLeadsToPrepare } from "@/lib/outreach/sequence/list-leads-to-prepare";
import { createEngineWorld, type EngineWorld } from "../sequence/engine-world";
import { withoutLedger } from "../email-world";
import { givenUp } from "./unwritten-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

test("one lead, or all, is asked for again, three times at most, and the ledger says how many", async () => {
  const sender = await world.sender();
  const { company, campaignId, engine } = sender;
  const { owner } = company;
  const leads = [await givenUp(world, sender), await givenUp(world, sender), await givenUp(world, sender)];
  const asked = async () =>
    (await listLeadsToPrepare(engine, { campaign_id: campaignId, limit: 10 })).leads.map(({ lead_id }) => lead_id);
  expect(await asked()).toEqual([]);
  expect(await retryUnwrittenLeads(owner, { campaignId, lead_ids: [leads[1]!] })).toEqual({ retried: 1 });
  expect(await asked()).toEqual([leads[1]]);
  await withoutLedger(world, () => expect(retryUnwrittenLeads(owner, { campaignId })).rejects.toThrow());
  expect(await retryUnwrittenLeads(owner, { campaignId })).toEqual({ retried: 2 });
  expect(new Set(await asked())).toEqual(new Set(leads));
  expect(await retryUnwrittenLeads(owner, { campaignId })).toEqual({ retried: 0 });
  expect((await listUnwrittenLeads(owner, { campaignId, limit: 10 })).total).toBe(0);
  const lines = (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type === "drafts.retried");
  expect(lines.map(({ message }) => message)).toEqual([
    expect.stringContaining("again for 1 lead it had"),
    expect.stringContaining("again for 2 leads it had"),
  ]);
});

test("a reader may not, and another company's campaign is not found", async () => {
  const { company, campaignId } = await world.sender();
  await expect(retryUnwrittenLeads(company.viewer, { campaignId })).rejects.toMatchObject({
    code: "permission.missing",
  });
  await expect(retryUnwrittenLeads(company.stranger, { campaignId })).rejects.toMatchObject({
    code: "campaign.not_found",
  });
});
