import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getAudience } from "@/lib/outreach/campaigns/get-audience";
import { saveAudience } from "@/lib/outreach/campaigns/save-audience";
import { SaveAudience } from "@/lib/outreach/campaigns/schemas";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { listLeadsToPrepare } from "@/lib/outreach/sequence/list-leads-to-prepare";
import { campaignIn } from "../../../factories/campaigns";
import { withoutLedger } from "../email-world";
import { csvFile } from "../leads/csv-file";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

let world: EngineWorld;
let sender: Sender;
let listId: string;
beforeAll(async () => {
  world = await createEngineWorld();
  sender = await world.sender();
  const file = csvFile("email,company\nfair@x.example,ACME Ltd\nfair2@x.example,Other\n");
  listId = (await importLeads(sender.company.owner, { file })).import_id;
  await addLead(sender.company.owner, { email: "warm@x.example", tags: ["warm"], company: "acme" });
  await addLead(sender.company.owner, { email: "cold@x.example" });
});
afterAll(() => world.close());

const save = (audience: object) =>
  saveAudience(sender.company.owner, { campaignId: sender.campaignId, ...SaveAudience.parse(audience) });
const handedOut = async (): Promise<string[]> => {
  const { leads } = await listLeadsToPrepare(sender.engine, { campaign_id: sender.campaignId, limit: 50 });
  return leads.map(({ email }) => email).toSorted();
};

test("a campaign without an audience writes to all leads", async () => {
  expect(await getAudience(sender.company.viewer, { campaignId: sender.campaignId })).toMatchObject({
    list_ids: [],
    people: 4,
    contacted: 0,
  });
  expect(await handedOut()).toHaveLength(4);
});

test.each([
  ["a list", () => ({ list_ids: [listId] }), ["fair2@x.example", "fair@x.example"]],
  ["a tag", () => ({ tags: ["warm"] }), ["warm@x.example"]],
  ["a company", () => ({ company: "ACME" }), ["fair@x.example", "warm@x.example"]],
  ["a list and a company", () => ({ list_ids: [listId], company: "acme" }), ["fair@x.example"]],
  ["a list that is gone", () => ({ list_ids: [randomUUID()] }), []],
])("only the audience is handed out for preparation: %s", async (_, audience, expected) => {
  expect(await save(audience())).toMatchObject({ people: expected.length });
  expect(await handedOut()).toEqual(expected);
});

test("people whom another campaign wrote to are counted, and left out within the days that are asked for", async () => {
  const other = await campaignIn(world, sender.company, "active");
  await world.admin.query(
    `insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source, status, sent_at)
     select workspace_id, $1, id, 1, email, 's', 'b', 'x', 'sent', now() - interval '10 days' from genesis.leads where email = 'warm@x.example'`,
    [other.campaignId],
  );
  expect(await save({})).toMatchObject({ people: 4, contacted: 1 });
  expect(await save({ not_contacted_days: 30 })).toMatchObject({ people: 3, contacted: 0 });
  expect(await handedOut()).not.toContain("warm@x.example");
  expect(await save({ not_contacted_days: 5 })).toMatchObject({ people: 4 });
});

test("the ledger names the campaign and the number; walls and permissions hold", async () => {
  await save({ tags: ["warm"] });
  expect((await world.ledger(sender.company.workspaceId)).at(-1)).toMatchObject({
    event_type: "campaign.audience_saved",
    data: { people: 1 },
  });
  const input = { campaignId: sender.campaignId, ...SaveAudience.parse({}) };
  await expect(saveAudience(sender.company.viewer, input)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(saveAudience(sender.company.stranger, input)).rejects.toMatchObject({ kind: "not_found" });
  await expect(withoutLedger(world, () => saveAudience(sender.company.owner, input))).rejects.toThrow();
  expect(await getAudience(sender.company.owner, input)).toMatchObject({ tags: ["warm"] });
});
