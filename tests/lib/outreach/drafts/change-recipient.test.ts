import { afterAll, beforeAll, expect, test } from "vitest";
import { changeRecipient } from "@/lib/outreach/drafts/change-recipient";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { eraseLeads } from "@/lib/outreach/leads/erase-leads";
import { getLead } from "@/lib/outreach/leads/get-lead";
import { createEngineWorld, type EngineWorld } from "../sequence/engine-world";
import { withoutRight } from "../email-world";

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
  const untouched = { leadId: renamed.leadId, tags: ["warm"] };
  expect(await changeRecipient(owner, untouched)).toMatchObject({ tags: ["warm"], voided_approvals: 0 });
  const rename = { leadId: renamed.leadId, first_name: "Zoe" };
  const move = { leadId: moved.leadId, email: "moved@example.org" };
  expect(await changeRecipient(owner, rename)).toMatchObject({ first_name: "Zoe", voided_approvals: 3 });
  expect(await changeRecipient(owner, move)).toMatchObject({ email: "moved@example.org", voided_approvals: 3 });
  expect(await changeRecipient(owner, rename)).toMatchObject({ voided_approvals: 0 });
  expect((await world.ledger(company.workspaceId)).map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^3 emails wait for approval again/),
  );
  const { data } = await listDrafts(owner, { campaignId, status: "drafted", limit: 50 });
  expect(new Set(data.map(({ lead_id }) => lead_id))).toEqual(new Set([renamed.leadId, moved.leadId]));
  expect((await claim()).claims).toHaveLength(1);
});

test("a stranger finds no lead, a viewer may not, and a lead whose approvals cannot be looked at stays as it is", async () => {
  const { company, drafted } = await world.sender();
  const { leadId } = await drafted();
  const change = { leadId, first_name: "Zoe" };
  await expect(changeRecipient(company.stranger, change)).rejects.toMatchObject({ code: "lead.not_found" });
  await expect(changeRecipient(company.viewer, change)).rejects.toMatchObject({ code: "permission.missing" });
  const { first_name } = await getLead(company.owner, { leadId });
  const lines = await world.ledger(company.workspaceId);
  for (const right of ["execute on function genesis.void_lead_approvals", "insert on project_events"]) {
    await expect(withoutRight(world, right, () => changeRecipient(company.owner, change))).rejects.toThrow();
  }
  expect(await getLead(company.owner, { leadId })).toMatchObject({ first_name });
  expect(await world.ledger(company.workspaceId)).toEqual(lines);
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
