import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { saveCredential } from "@/lib/operations/onboarding/save-credential";
import { gatherSources } from "@/lib/outreach/research/gather-sources";
import { listFindings } from "@/lib/outreach/research/list-findings";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { json, POST_TEXT, researchVendors, REVIEW } from "../../../fakes/research-vendors";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

const SECRET = "secret-key-that-nothing-repeats";
const KEYS = [
  { type: "google_cse", data: { api_key: SECRET, cx: "engine" } },
  { type: "apify", data: { api_token: SECRET } },
  {
    type: "relevance_config",
    data: {
      auth_token: SECRET,
      base_url: "https://api-bcbe5a.stack.tryrelevance.com/latest",
      project_id: "project",
      studio_id: "tool",
    },
  },
] as const;

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
});
afterAll(() => world.close());

const connectAll = async (): Promise<void> => {
  for (const key of KEYS) await saveCredential(sender.company.owner, key);
};
const at = (minutes: number): WorkspaceCtx => ({
  ...sender.engine,
  now: () => new Date(Date.now() + minutes * 60_000),
});

test("without a key only the website is asked", async () => {
  const vendors = researchVendors();
  expect(await gatherSources(sender.engine, { lead_id: leadId }, vendors)).toEqual({
    sources: [],
    missing: [{ source: "website", reason: "The lead has no website." }],
  });
  expect(vendors.asked).toEqual([]);
});

test("each connected source gives its texts, with what it cost", async () => {
  await connectAll();
  const { sources, missing } = await gatherSources(sender.engine, { lead_id: leadId }, researchVendors());
  expect(sources).toEqual([
    { number: 1, source: "google", url: "https://news.example/acme", text: expect.any(String), date: null },
    { number: 2, source: "apify", url: "https://maps.example/acme/1", text: REVIEW, date: "2026-10-05" },
    { number: 3, source: "relevance", url: "https://social.example/ada/1", text: POST_TEXT, date: "2026-11-02" },
  ]);
  expect(missing.map(({ source }) => source)).toEqual(["website"]);
  const { sources: states } = await listFindings(sender.company.owner, { leadId });
  expect(states.map(({ source, outcome, cost_usd }) => [source, outcome, cost_usd])).toEqual([
    ["website", "failed", null],
    ["google", "read", 0.005],
    ["apify", "read", 0.0123],
    ["relevance", "read", null],
  ]);
  const { rows } = await world.admin.query("select s::text as row from genesis.lead_sources s");
  expect(JSON.stringify(rows)).not.toContain(SECRET);
});

test("each source fails alone, with its reason", async () => {
  await connectAll();
  const vendors = researchVendors({ google: () => json(429, {}), relevance: () => json(401, {}) });
  const { sources, missing } = await gatherSources(sender.engine, { lead_id: leadId }, vendors);
  expect(sources.map(({ source }) => source)).toEqual(["apify"]);
  expect(missing).toEqual([
    { source: "website", reason: "The lead has no website." },
    { source: "google", reason: "The limit or the credit at Google search is used up." },
    { source: "relevance", reason: "Relevance AI does not accept the saved key (401)." },
  ]);
});

test("a request that is repeated within an hour pays no vendor again, and a later one does", async () => {
  await connectAll();
  const vendors = researchVendors();
  const first = await gatherSources(at(0), { lead_id: leadId }, vendors);
  const asked = vendors.asked.length;
  expect(await gatherSources(at(30), { lead_id: leadId }, vendors)).toEqual(first);
  expect(vendors.asked).toHaveLength(asked);
  await gatherSources(at(120), { lead_id: leadId }, vendors);
  expect(vendors.asked).toHaveLength(2 * asked);
  const { sources } = await listFindings(sender.company.owner, { leadId });
  expect(sources.find(({ source }) => source === "google")?.cost_usd).toBe(0.01);
});

test("a lead of another workspace is not found, a viewer may not ask, and no vendor is", async () => {
  await connectAll();
  const other = await world.sender();
  const vendors = researchVendors();
  await expect(gatherSources(other.engine, { lead_id: leadId }, vendors)).rejects.toMatchObject({
    code: "lead.not_found",
  });
  await expect(gatherSources(sender.company.viewer, { lead_id: leadId }, vendors)).rejects.toMatchObject({
    code: "permission.missing",
  });
  expect(vendors.asked).toEqual([]);
});
