import { afterAll, beforeAll, expect, test } from "vitest";
import { beginImport } from "@/lib/outreach/leads/begin-import";
import { getLeadImport } from "@/lib/outreach/leads/get-lead-import";
import { csvFile } from "./csv-file";
import { createLeadsWorld, type LeadsWorld, type Workspace } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

async function keptFiles(workspace: Workspace): Promise<number> {
  const { rows } = await world.admin.query<{ n: number }>(
    "select count(*)::int as n from genesis.lead_import_files where workspace_id = $1",
    [workspace.id],
  );
  return rows[0]?.n ?? 0;
}

test("one import is one job, begun together with it", async () => {
  const workspace = await world.workspace();
  const { import_id } = await beginImport(world.ctx(workspace), { file: csvFile("email\na@x.co\n") });
  const { rows } = await world.admin.query<{ data: unknown }>(
    "select data from pgboss.job where name = 'leads.run_import' and data ->> 'workspaceId' = $1",
    [workspace.id],
  );
  expect(rows).toEqual([{ data: { workspaceId: workspace.id, importId: import_id } }]);
  await expect(
    beginImport(world.ctx(workspace), { file: csvFile("email\na@x.co\n"), import_id }),
  ).rejects.toMatchObject({ code: "lead_import.exists" });
});

test("it is not called failed while its file waits for the job", async () => {
  const workspace = await world.workspace();
  const { import_id } = await beginImport(world.ctx(workspace), { file: csvFile("email\na@x.co\n") });
  await world.admin.query("alter table genesis.lead_imports disable trigger user");
  await world.admin.query("update genesis.lead_imports set updated_at = now() - interval '1 hour' where id = $1", [
    import_id,
  ]);
  await world.admin.query("alter table genesis.lead_imports enable trigger user");
  expect((await getLeadImport(world.ctx(workspace), { importId: import_id })).status).toBe("running");
});

test.each([
  ["email,first_name\n", "lead_file.header_only"],
  ['email\na@x.co\n"never closed\n', "lead_file.quote"],
  ["name,company\nAnn,ACME\n", "lead_file.email_column_missing"],
])("a file that cannot be read is refused before anything is kept: %j", async (content, code) => {
  const workspace = await world.workspace();
  await expect(beginImport(world.ctx(workspace), { file: csvFile(content) })).rejects.toMatchObject({
    kind: "invalid",
    code,
  });
  expect(await keptFiles(workspace)).toBe(0);
});

test("a viewer may not begin one", async () => {
  const workspace = await world.workspace();
  const viewer = world.ctx(workspace, "viewer");
  await expect(beginImport(viewer, { file: csvFile("email\na@x.co\n") })).rejects.toMatchObject({
    code: "permission.missing",
  });
});
