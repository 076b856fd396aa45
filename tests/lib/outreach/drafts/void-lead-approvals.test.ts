import { afterAll, beforeAll, expect, test } from "vitest";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { voidLeadApprovals } from "@/lib/outreach/drafts/void-lead-approvals";
import { eraseLeads } from "@/lib/outreach/leads/erase-leads";
import { updateLead } from "@/lib/outreach/leads/update-lead";
import { createEngineWorld, type EngineWorld } from "../sequence/engine-world";
import { withoutLedger } from "../email-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

test("another name or address voids the approvals of that person alone, and says how many", async () => {
  const { company, campaignId, drafted, claim } = await world.sender();
  const { owner } = company;
  const renamed = await drafted();
  const moved = await drafted();
  await drafted();
  const voided = (leadId: string) => voidLeadApprovals(owner, { leadIds: [leadId] });
  expect(await voided(renamed.leadId)).toBe(0);
  await updateLead(owner, { leadId: renamed.leadId, first_name: "Zoe" });
  await updateLead(owner, { leadId: moved.leadId, email: "moved@example.org" });
  await expect(voidLeadApprovals(company.viewer, { leadIds: [renamed.leadId] })).rejects.toMatchObject({
    code: "permission.missing",
  });
  await expect(withoutLedger(world, () => voided(renamed.leadId))).rejects.toThrow();
  expect(await voidLeadApprovals(company.stranger, { leadIds: [renamed.leadId] })).toBe(0);
  expect([await voided(renamed.leadId), await voided(moved.leadId)]).toEqual([3, 3]);
  expect(await voided(renamed.leadId)).toBe(0);
  expect((await world.ledger(company.workspaceId)).at(-1)?.message).toMatch(/^3 emails wait for approval again/);
  const { data } = await listDrafts(owner, { campaignId, status: "drafted", limit: 50 });
  expect(new Set(data.map(({ lead_id }) => lead_id))).toEqual(new Set([renamed.leadId, moved.leadId]));
  expect((await claim()).claims).toHaveLength(1);
});

test("an erased person takes their approved emails along, counted", async () => {
  const { company, drafted } = await world.sender();
  const { leadId } = await drafted();
  const kept = await drafted();
  const erasure = { leadIds: [leadId], doNotContact: false };
  expect(await eraseLeads(company.owner, erasure)).toEqual({ erased: 1, voided_approvals: 3 });
  expect(await eraseLeads(company.owner, { ...erasure, leadIds: [kept.leadId] })).toMatchObject({
    voided_approvals: 3,
  });
});
