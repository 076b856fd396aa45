import { afterAll, beforeAll, expect, test } from "vitest";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { countAudience } from "@/lib/outreach/campaigns/count-audience";
import { getAudience } from "@/lib/outreach/campaigns/get-audience";
import { previewAudience } from "@/lib/outreach/campaigns/preview-audience";
import { SaveAudience } from "@/lib/outreach/campaigns/schemas";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { addSuppression } from "@/lib/outreach/suppressions/add-suppression";
import { withReadTransaction } from "@/lib/platform/transaction";
import { csvFile } from "../leads/csv-file";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

let world: EngineWorld;
let sender: Sender;
let listId: string;
beforeAll(async () => {
  world = await createEngineWorld();
  sender = await world.sender();
  const { owner } = sender.company;
  const file = csvFile("email,company\nfair@x.example,ACME Ltd\nfair2@x.example,Other\n");
  listId = (await importLeads(owner, { file })).import_id;
  await addLead(owner, { email: "warm@x.example", tags: ["warm"], company: "acme" });
  await addLead(owner, { email: "never@x.example", tags: ["warm"] });
  await addSuppression(owner, { email: "never@x.example" });
  const { rows } = await world.admin.query("select id from genesis.leads where email = 'warm@x.example'");
  await world.admin.query(
    `insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source, status, sent_at)
     values ($1, $2, $3, 1, 'warm@x.example', 's', 'b', 'x', 'sent', now() - interval '10 days')`,
    [sender.company.workspaceId, sender.campaignId, rows[0]?.id],
  );
});
afterAll(() => world.close());

test.each([
  ["all leads", () => ({}), { people: 3, contacted: 1 }],
  ["a list", () => ({ list_ids: [listId] }), { people: 2, contacted: 0 }],
  ["a tag", () => ({ tags: ["warm"] }), { people: 1, contacted: 1 }],
  ["a company", () => ({ company: "ACME" }), { people: 2, contacted: 1 }],
  ["not contacted in 30 days", () => ({ not_contacted_days: 30 }), { people: 2, contacted: 0 }],
  ["not contacted in 5 days", () => ({ not_contacted_days: 5 }), { people: 3, contacted: 1 }],
])("the count before a campaign exists is the count that it then has: %s", async (name, chosen, expected) => {
  const { owner } = sender.company;
  const audience = SaveAudience.parse(chosen());
  expect(await previewAudience(owner, audience)).toEqual(expected);
  const { id } = await createCampaign(owner, { name, audience });
  expect(await getAudience(owner, { campaignId: id })).toMatchObject({ ...audience, ...expected });
});

test("another workspace counts its own people, a viewer may not, and a campaign whose audience is refused is not created", async () => {
  const audience = SaveAudience.parse({});
  const nothing = { people: 0, contacted: 0 };
  expect(await previewAudience(sender.company.stranger, audience)).toEqual(nothing);
  const counted = withReadTransaction(sender.company.stranger, (tx) => countAudience(tx, audience));
  expect(await counted).toEqual(nothing);
  await expect(previewAudience(sender.company.viewer, audience)).rejects.toMatchObject({ code: "permission.missing" });
  const count = async (): Promise<unknown> => (await world.admin.query("select count(*) from campaigns")).rows;
  const before = await count();
  const broken = { ...audience, company: "x".repeat(201) };
  await expect(createCampaign(sender.company.owner, { name: "Broken", audience: broken })).rejects.toThrow();
  expect(await count()).toEqual(before);
});
