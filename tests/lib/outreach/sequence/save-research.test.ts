import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listFindings } from "@/lib/outreach/research/list-findings";
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

test("a finding is kept only if its line stands in the text that was read, and the others say why not", async () => {
  const { leadId } = await sender.drafted();
  const document = { url: "https://acme.example/", text: "We opened our second clinic in Graz.", date: null };
  await world.admin.query(
    `insert into genesis.lead_sources (workspace_id, lead_id, source, outcome, documents, read_at)
     values ($1, $2, 'website', 'read', $3, now())`,
    [sender.company.workspaceId, leadId, JSON.stringify([document])],
  );
  const good = { url: document.url, fact: "They opened a clinic in Graz.", quote: document.text };
  const findings = [
    { ...good, quote: "We closed both clinics." },
    good,
    { ...good, url: "https://evil.example/" },
    good,
  ];
  const report = { campaign_id: sender.campaignId, lead_id: leadId, research: "A note.", findings };
  expect(await saveResearch(sender.engine, report)).toEqual({
    saved: true,
    findings: 1,
    rejected: [
      { index: 0, fault: "quote.missing" },
      { index: 2, fault: "url.unread" },
    ],
  });
  expect((await listFindings(sender.company.owner, { leadId })).findings).toMatchObject([{ number: 1, ...good }]);
  // The texts are gone: a later report about nothing that was read changes nothing.
  expect(await saveResearch(sender.engine, report)).toMatchObject({ findings: 0 });
  expect((await listFindings(sender.company.owner, { leadId })).findings).toHaveLength(1);
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
