import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { eraseLead } from "@/lib/outreach/leads/erase-lead";
import { gatherSources } from "@/lib/outreach/research/gather-sources";
import { listFindings } from "@/lib/outreach/research/list-findings";
import { saveCredential } from "@/lib/operations/onboarding/save-credential";
import { saveResearch } from "@/lib/outreach/sequence/save-research";
import { researchVendors, REVIEW } from "../../../fakes/research-vendors";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

let world: EngineWorld;
let sender: Sender;
let leadId: string;
beforeAll(async () => {
  world = await createEngineWorld();
});
beforeEach(async () => {
  sender = await world.sender();
  ({ leadId } = await sender.written());
  await world.admin.query("update genesis.leads set company = 'Acme Dental' where id = $1", [leadId]);
  await saveCredential(sender.company.owner, { type: "apify", data: { api_token: "token" } });
  await gatherSources(sender.engine, { lead_id: leadId }, researchVendors());
  const finding = { url: "https://maps.example/acme/1", fact: "The reception is kind.", quote: REVIEW };
  await saveResearch(sender.engine, {
    campaign_id: sender.campaignId,
    lead_id: leadId,
    research: "A note.",
    findings: [finding],
  });
});
afterAll(() => world.close());

test("the findings with their line, their day and their source; the texts that were read are dropped", async () => {
  const { findings, sources } = await listFindings(sender.company.viewer, { leadId });
  expect(findings).toEqual([
    {
      number: 1,
      fact: "The reception is kind.",
      url: "https://maps.example/acme/1",
      quote: REVIEW,
      dated: "2026-10-05",
      source: "apify",
      found_at: expect.any(String),
    },
  ]);
  expect(sources.map(({ source }) => source)).toEqual(["website", "apify"]);
  const { rows } = await world.admin.query("select documents from genesis.lead_sources where lead_id = $1", [leadId]);
  expect(rows).toEqual([{ documents: [] }, { documents: [] }]);
});

test("another workspace sees none of it, and an erased lead leaves none", async () => {
  const other = await world.sender();
  expect(await listFindings(other.company.owner, { leadId })).toEqual({ findings: [], sources: [], asked_at: null });
  await eraseLead(sender.company.owner, { leadId, do_not_contact: false });
  const { rows } = await world.admin.query(
    "select lead_id from genesis.lead_findings where lead_id = $1 union all select lead_id from genesis.lead_sources where lead_id = $1",
    [leadId],
  );
  expect(rows).toEqual([]);
});
