import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelImport } from "@/lib/outreach/leads/cancel-import";
import { getLeadImport } from "@/lib/outreach/leads/get-lead-import";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { newId } from "@/lib/platform/ids";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { waitFor } from "../../../support/wait-for";
import { withoutLedger } from "../email-world";
import { csvFile } from "./csv-file";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("a cancelled import ends before its next batch, and says so", async () => {
  const importId = newId();
  const emails = Array.from({ length: 8_000 }, (_, index) => `p${index}@x.example`);
  const running = importLeads(company.owner, { file: csvFile(`email\n${emails.join("\n")}\n`), import_id: importId });
  const ended = running.catch((error: unknown) => error);
  await waitFor(
    async () => {
      const found = await getLeadImport(company.owner, { importId }).catch(() => null);
      return found !== null && found.processed > 0;
    },
    { everyMs: 20, what: "the first batch" },
  );
  expect(await cancelImport(company.owner, { importId })).toMatchObject({ status: "cancelled" });
  expect(await ended).toMatchObject({ code: "lead_import.superseded" });
  const { processed, status } = await getLeadImport(company.owner, { importId });
  expect(processed).toBeLessThan(8_000);
  expect(status).toBe("cancelled");
  expect((await world.ledger(company.workspaceId)).at(-1)?.event_type).toBe("leads.import_cancelled");
});

test("one that has ended is not cancelled, nor by a viewer, a stranger or without the ledger", async () => {
  const { import_id: importId } = await importLeads(company.owner, { file: csvFile("email\na@y.example\n") });
  await expect(cancelImport(company.owner, { importId })).rejects.toMatchObject({ code: "lead_import.ended" });
  await world.admin.query("update genesis.lead_imports set status = 'running' where id = $1", [importId]);
  await expect(cancelImport(company.viewer, { importId })).rejects.toMatchObject({ code: "permission.missing" });
  await expect(cancelImport(company.stranger, { importId })).rejects.toMatchObject({ code: "lead_import.not_found" });
  await expect(withoutLedger(world, () => cancelImport(company.owner, { importId }))).rejects.toThrow();
  expect(await getLeadImport(company.owner, { importId })).toMatchObject({ status: "running" });
});
