import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { SaveBrand } from "@/lib/company/profile/schemas";
import { listLeadsToPrepare } from "@/lib/outreach/sequence/list-leads-to-prepare";
import { createEngineWorld, type EngineWorld, type Sender } from "./engine-world";
import { BRAND } from "../email-world";

let world: EngineWorld;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld();
});
beforeEach(async () => {
  sender = await world.sender();
});
afterAll(() => world.close());

async function lead(email: string, status = "active"): Promise<void> {
  await world.admin.query("insert into genesis.leads (workspace_id, email, status, research) values ($1, $2, $3, $4)", [
    sender.company.workspaceId,
    email,
    status,
    email.startsWith("known") ? "a note" : null,
  ]);
}
const list = (limit = 10) => listLeadsToPrepare(sender.engine, { campaign_id: sender.campaignId, limit });
const emails = async (limit?: number) => (await list(limit)).leads.map(({ email }) => email).toSorted();

test("leads who may be mailed and have no drafts here, at most as many as asked for", async () => {
  await sender.drafted();
  await lead("new@example.org");
  await lead("known@example.org");
  await lead("gone@example.org", "opted_out");
  expect(await emails()).toEqual(["known@example.org", "new@example.org"]);
  await lead("later@example.org");
  expect(await emails(1)).toHaveLength(1);
});

test("the founder's answers and the columns that help to write, and no way to reach the person", async () => {
  const { workspaceId, owner } = sender.company;
  await saveBrand(owner, SaveBrand.parse({ ...BRAND, problem: "Ships rust", language: "de" }));
  await world.admin.query(
    "insert into genesis.leads (workspace_id, email, custom) values ($1, 'new@example.org', $2)",
    [
      workspaceId,
      {
        "Company Name for Emails": "Lee Marine",
        personalization: "Your dock is new.",
        industry: "Shipping",
        City: "Hamburg",
        "Work Direct Phone": "+49 40 1",
        "Email Status": "Verified",
        other_emails: "a@example.org",
        Empty: " ",
      },
    ],
  );
  expect(await list()).toMatchObject({
    company: { name: BRAND.company_name, problem: "Ships rust", language: "de", services: ["Hulls", "Decks"] },
    leads: [
      {
        email: "new@example.org",
        extras: {
          "Company Name for Emails": "Lee Marine",
          personalization: "Your dock is new.",
          industry: "Shipping",
          City: "Hamburg",
        },
      },
    ],
  });
  expect((await list()).company).not.toHaveProperty("postal_address");
  expect(Object.keys((await list()).leads[0]!.extras)).toHaveLength(4);
});

test("none while the campaign may not run, and why", async () => {
  await lead("new@example.org");
  await world.admin.query("update campaigns set status = 'paused' where id = $1", [sender.campaignId]);
  expect(await list()).toEqual({ leads: [], reasons: [{ code: "campaign.not_active", count: 1 }] });
  await world.admin.query("update campaigns set status = 'active' where id = $1", [sender.campaignId]);
  await world.admin.query("update workspaces set workflows_held = true where id = $1", [sender.company.workspaceId]);
  expect(await list()).toEqual({ leads: [], reasons: [{ code: "workspace.held", count: 1 }] });
});

test("none when every lead has drafts", async () => {
  await sender.drafted();
  expect(await list()).toEqual({ leads: [], reasons: [{ code: "lead.none", count: 0 }] });
});

test("another workspace's campaign is not found; a member's session is no workflow", async () => {
  const other = await world.sender();
  const asked = { campaign_id: other.campaignId, limit: 10 };
  await expect(listLeadsToPrepare(sender.engine, asked)).rejects.toMatchObject({ code: "campaign.not_found" });
  await expect(listLeadsToPrepare(sender.engine, { ...asked, campaign_id: randomUUID() })).rejects.toMatchObject({
    kind: "not_found",
  });
  await expect(listLeadsToPrepare(sender.company.viewer, asked)).rejects.toMatchObject({ code: "permission.missing" });
});
