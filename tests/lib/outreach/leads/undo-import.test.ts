import { afterAll, beforeAll, expect, test } from "vitest";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { cancelImport } from "@/lib/outreach/leads/cancel-import";
import { getLeadImport } from "@/lib/outreach/leads/get-lead-import";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { listLeadLists } from "@/lib/outreach/leads/list-lead-lists";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { undoImport } from "@/lib/outreach/leads/undo-import";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { campaignIn } from "../../../factories/campaigns";
import { withoutLedger } from "../email-world";
import { csvFile } from "./csv-file";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const emails = async (filter = {}): Promise<string[]> =>
  (await listLeads(company.owner, { limit: 100, ...filter })).data.map(({ email }) => email).toSorted();

test("every import is a list; undone, its new people go, those before it and those already emailed stay", async () => {
  await addLead(company.owner, { email: "before@x.example" });
  const file = csvFile("email\nbefore@x.example\nnew@x.example\nemailed@x.example\n", "fair.csv");
  const { import_id: importId } = await importLeads(company.owner, { file });
  expect((await listLeadLists(company.owner)).data).toMatchObject([{ id: importId, name: "fair.csv", leads: 3 }]);
  expect(await emails({ list_id: importId })).toHaveLength(3);
  const { campaignId } = await campaignIn(world, company, "active");
  await world.admin.query(
    `insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source, status, sent_at)
     select workspace_id, $1, id, 1, email, 's', 'b', 'x', 'sent', now() from genesis.leads where email = 'emailed@x.example'`,
    [campaignId],
  );
  await expect(undoImport(company.viewer, { importId })).rejects.toMatchObject({ code: "permission.missing" });
  await expect(undoImport(company.stranger, { importId })).rejects.toMatchObject({ code: "lead_import.not_found" });
  await expect(withoutLedger(world, () => undoImport(company.owner, { importId }))).rejects.toThrow();
  expect(await emails()).toHaveLength(3);

  expect(await undoImport(company.owner, { importId })).toEqual({ removed: 1, kept: 1 });
  expect(await emails()).toEqual(["before@x.example", "emailed@x.example"]);
  expect((await listLeadLists(company.owner)).data).toEqual([]);
  expect(await getLeadImport(company.owner, { importId })).toMatchObject({ status: "undone" });
  expect((await world.ledger(company.workspaceId)).at(-1)?.message).toBe(
    "An import was undone: 1 lead was removed, 1 already emailed stayed.",
  );
  await expect(undoImport(company.owner, { importId })).rejects.toMatchObject({ code: "lead_import.not_undoable" });
});

test("a person whom two files bring belongs to the first: undoing the second removes no one", async () => {
  const first = await importLeads(company.owner, { file: csvFile("email\ntwice@x.example\n") });
  const second = await importLeads(company.owner, { file: csvFile("email\ntwice@x.example\n") });
  expect(await undoImport(company.owner, { importId: second.import_id })).toEqual({ removed: 0, kept: 0 });
  expect(await undoImport(company.owner, { importId: first.import_id })).toEqual({ removed: 1, kept: 0 });
});

test("a running import is not undone before it is cancelled", async () => {
  const { import_id: importId } = await importLeads(company.owner, { file: csvFile("email\nrun@x.example\n") });
  await world.admin.query("update genesis.lead_imports set status = 'running' where id = $1", [importId]);
  await expect(undoImport(company.owner, { importId })).rejects.toMatchObject({ code: "lead_import.not_undoable" });
  expect(await cancelImport(company.owner, { importId })).toMatchObject({ status: "cancelled" });
  expect(await undoImport(company.owner, { importId })).toEqual({ removed: 1, kept: 0 });
});
