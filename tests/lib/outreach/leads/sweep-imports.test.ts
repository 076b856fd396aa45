import { afterAll, beforeAll, expect, test } from "vitest";
import { beginImport } from "@/lib/outreach/leads/begin-import";
import { sweepImports } from "@/lib/outreach/leads/sweep-imports";
import { csvFile } from "./csv-file";
import { createLeadsWorld, type LeadsWorld, type Workspace } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

async function jobsOf(workspace: Workspace): Promise<number> {
  const { rows } = await world.admin.query<{ n: number }>(
    "select count(*)::int as n from pgboss.job where name = 'leads.run_import' and data ->> 'workspaceId' = $1",
    [workspace.id],
  );
  return rows[0]?.n ?? 0;
}

test("one job for each file that waited for six hours, in any workspace; none for a younger one", async () => {
  const [here, there, young] = [await world.workspace(), await world.workspace(), await world.workspace()];
  for (const workspace of [here, there, young]) {
    await beginImport(world.ctx(workspace), { file: csvFile("email\nann@x.co\n") });
  }
  await world.admin.query("delete from pgboss.job where name = 'leads.run_import'");
  await world.admin.query(
    "update genesis.lead_import_files set created_at = now() - interval '7 hours' where workspace_id = any($1)",
    [[here.id, there.id]],
  );
  expect(await sweepImports(world.ctx(here))).toBe(2);
  expect([await jobsOf(here), await jobsOf(there), await jobsOf(young)]).toEqual([1, 1, 0]);
});
