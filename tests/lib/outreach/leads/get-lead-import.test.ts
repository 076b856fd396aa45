import { afterAll, beforeAll, expect, test } from "vitest";
import { getLeadImport } from "@/lib/outreach/leads/get-lead-import";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { newId } from "@/lib/platform/ids";
import { csvFile } from "./csv-file";
import { createLeadsWorld, type LeadsWorld } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

test("a viewer follows an import; a stranger's and an unknown one are not found", async () => {
  const [mine, theirs] = [await world.workspace(), await world.workspace()];
  const { import_id } = await importLeads(world.ctx(mine), {
    file: csvFile("email\na@x.co\nnobody\n", "C:\\tmp\\our leads.csv"),
  });
  expect(await getLeadImport(world.ctx(mine, "viewer"), { importId: import_id })).toMatchObject({
    status: "done",
    file_name: "our leads.csv",
    total: 2,
    processed: 2,
    imported: 1,
    refused: 1,
    errors: [{ row: 3, column: "email" }],
  });
  await expect(getLeadImport(world.ctx(theirs), { importId: import_id })).rejects.toMatchObject({ kind: "not_found" });
  await expect(getLeadImport(world.ctx(mine), { importId: newId() })).rejects.toMatchObject({ kind: "not_found" });
});
