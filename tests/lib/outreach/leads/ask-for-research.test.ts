import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { askForResearch } from "@/lib/outreach/leads/ask-for-research";
import { listFindings } from "@/lib/outreach/research/list-findings";
import { listLeadsToResearch } from "@/lib/outreach/sequence/list-leads-to-research";
import { saveResearch } from "@/lib/outreach/sequence/save-research";
import { withoutLedger } from "../email-world";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

let world: EngineWorld;
let sender: Sender;
let leadId: string;
beforeAll(async () => {
  world = await createEngineWorld();
});
beforeEach(async () => {
  sender = await world.sender();
  ({ leadId } = await sender.drafted());
  await note("The first note.");
});
afterAll(() => world.close());

const note = (research: string) =>
  saveResearch(sender.engine, { campaign_id: sender.campaignId, lead_id: leadId, research });
const due = async (): Promise<string[]> =>
  (await listLeadsToResearch(sender.engine, { campaign_id: sender.campaignId, limit: 10 })).leads.map(
    ({ lead_id }) => lead_id,
  );
const noteOf = async (): Promise<string | undefined> =>
  (await world.admin.query<{ research: string }>("select research from genesis.leads where id = $1", [leadId])).rows[0]
    ?.research;
const lines = async (): Promise<number> =>
  (await world.ledger(sender.company.workspaceId)).filter(({ event_type }) => event_type === "leads.research_asked")
    .length;

test("a lead with a note and a draft is researched again, once, and what is known stays until then", async () => {
  const { owner, viewer } = sender.company;
  expect(await due()).toEqual([]);
  const { asked_at: askedAt } = await askForResearch(owner, { leadId });
  expect(await askForResearch(owner, { leadId })).toEqual({ asked_at: askedAt });
  expect(await lines()).toBe(1);
  expect((await listFindings(viewer, { leadId })).asked_at).toBe(askedAt);
  expect([await due(), await noteOf()]).toEqual([[leadId], "The first note."]);

  await note("The second note.");
  expect([await due(), await noteOf()]).toEqual([[], "The second note."]);
  expect((await listFindings(viewer, { leadId })).asked_at).toBeNull();
  await askForResearch(owner, { leadId });
  expect([await due(), await lines()]).toEqual([[leadId], 2]);
});

test("nothing is researched for a person who gets no emails, nor while the campaign may not run", async () => {
  const { owner } = sender.company;
  await askForResearch(owner, { leadId });
  await world.admin.query("update campaigns set status = 'paused' where id = $1", [sender.campaignId]);
  expect(await due()).toEqual([]);
  await world.admin.query("update campaigns set status = 'active' where id = $1", [sender.campaignId]);
  await world.admin.query("update genesis.leads set status = 'opted_out' where id = $1", [leadId]);
  expect(await due()).toEqual([]);
  await expect(askForResearch(owner, { leadId })).rejects.toMatchObject({
    kind: "impossible",
    code: "lead.not_emailed",
  });
});

test("a viewer, another workspace and a lead that is not there change nothing, and neither does a ledger that fails", async () => {
  const { owner, viewer, stranger } = sender.company;
  await expect(askForResearch(viewer, { leadId })).rejects.toMatchObject({ code: "permission.missing" });
  await expect(askForResearch(stranger, { leadId })).rejects.toMatchObject({ code: "lead.not_found" });
  await expect(askForResearch(owner, { leadId: randomUUID() })).rejects.toMatchObject({ kind: "not_found" });
  await expect(withoutLedger(world, () => askForResearch(owner, { leadId }))).rejects.toThrow();
  expect([await due(), await lines()]).toEqual([[], 0]);
});
