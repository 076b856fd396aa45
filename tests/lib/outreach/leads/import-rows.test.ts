import { afterAll, beforeAll, expect, test } from "vitest";
import { beginImport } from "@/lib/outreach/leads/begin-import";
import { getLeadImport } from "@/lib/outreach/leads/get-lead-import";
import { readColumns } from "@/lib/outreach/leads/import-plan";
import { importRows } from "@/lib/outreach/leads/import-rows";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { csvFile } from "./csv-file";
import { createLeadsWorld, type LeadsWorld, type Workspace } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

const FILE = csvFile("email\na@x.co\nb@x.co\nc@x.co\nA@x.co\n");

async function begun(workspace: Workspace) {
  const { import_id: importId } = await beginImport(world.ctx(workspace), { file: FILE });
  return { importId, bytes: FILE.bytes, columns: await readColumns(FILE.bytes) };
}
const emailsOf = async (workspace: Workspace): Promise<string[]> =>
  (await listLeads(world.ctx(workspace), { limit: 200 })).data.map(({ email }) => email).toSorted();

test("rows up to the given one are taken as written: none comes in again, and none is a person twice", async () => {
  const workspace = await world.workspace();
  const done = await importRows(world.ctx(workspace), { ...(await begun(workspace)), readTo: 2 });
  expect(await emailsOf(workspace)).toEqual(["b@x.co", "c@x.co"]);
  expect(done).toMatchObject({ status: "done", processed: 3, imported: 2, skipped: 1 });
});

test("a second run at the same time writes nothing and says so", async () => {
  const workspace = await world.workspace();
  const source = { ...(await begun(workspace)), readTo: 0 };
  const both = await Promise.allSettled([
    importRows(world.ctx(workspace), source),
    importRows(world.ctx(workspace), source),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "lead_import.superseded" },
  });
  expect(await getLeadImport(world.ctx(workspace), source)).toMatchObject({ processed: 4, imported: 3, skipped: 1 });
});

test("a viewer may not", async () => {
  const workspace = await world.workspace();
  const source = { ...(await begun(workspace)), readTo: 0 };
  await expect(importRows(world.ctx(workspace, "viewer"), source)).rejects.toMatchObject({
    code: "permission.missing",
  });
});
