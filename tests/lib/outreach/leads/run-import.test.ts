import { afterAll, beforeAll, expect, test } from "vitest";
import { beginImport } from "@/lib/outreach/leads/begin-import";
import { cancelImport } from "@/lib/outreach/leads/cancel-import";
import { getLeadImport } from "@/lib/outreach/leads/get-lead-import";
import { runImport } from "@/lib/outreach/leads/run-import";
import { undoImport } from "@/lib/outreach/leads/undo-import";
import type { ImportLeads, LeadImport } from "@/lib/outreach/leads/schemas";
import { csvFile } from "./csv-file";
import { createLeadsWorld, type LeadsWorld, type Workspace } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

const PEOPLE = Array.from({ length: 2_500 }, (_, index) => `p${index}@x.co,Person ${index}`);
/** The last rows repeat the first ones, whose batch is long written. */
const FILE = `email,first_name\n${PEOPLE.join("\n")}\nnot an address,Odd\nP0@x.co,Again\n`;

const begin = (workspace: Workspace, content: string, more: Partial<ImportLeads> = {}): Promise<LeadImport> =>
  beginImport(world.ctx(workspace), { file: csvFile(content), ...more });
const asJob = (workspace: Workspace) => ({
  ...world.ctx(workspace),
  actor: { type: "job", job: "leads.run_import" } as const,
});
const run = (workspace: Workspace, { import_id }: LeadImport): Promise<void> =>
  runImport(asJob(workspace), { importId: import_id });
const state = (workspace: Workspace, { import_id }: LeadImport): Promise<LeadImport> =>
  getLeadImport(world.ctx(workspace), { importId: import_id });

async function keptFiles(workspace: Workspace): Promise<number> {
  const { rows } = await world.admin.query<{ n: number }>(
    "select count(*)::int as n from genesis.lead_import_files where workspace_id = $1",
    [workspace.id],
  );
  return rows[0]?.n ?? 0;
}

async function leadsIn(workspace: Workspace): Promise<number> {
  const { rows } = await world.admin.query<{ n: number }>(
    "select count(*)::int as n from genesis.leads where workspace_id = $1",
    [workspace.id],
  );
  return rows[0]?.n ?? 0;
}

/** Makes the transaction fail that brings the import to this many rows, as a process that is killed there does. */
async function killAt(workspace: Workspace, processed: number): Promise<() => Promise<void>> {
  const name = `killed_${workspace.id.replaceAll("-", "")}`;
  await world.admin.query(`
    create function private.${name}() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$;
    grant execute on function private.${name}() to tenant_role;
    create trigger ${name} before update on genesis.lead_imports for each row
      when (new.processed = ${processed} and new.workspace_id = '${workspace.id}') execute function private.${name}()`);
  return async () => void (await world.admin.query(`drop trigger ${name} on genesis.lead_imports`));
}

test("a file is taken at once and imported by the job, with its progress, its ledger line and nothing kept", async () => {
  const workspace = await world.workspace();
  const begun = await begin(workspace, FILE, { mapping: { email: "email", first_name: "company" } });
  expect(begun).toMatchObject({ status: "running", total: 2_502, processed: 0 });
  expect(await leadsIn(workspace)).toBe(0);

  await run(workspace, begun);
  expect(await state(workspace, begun)).toMatchObject({
    status: "done",
    processed: 2_502,
    imported: 2_500,
    skipped: 1,
    refused: 1,
    errors: [{ row: 2_502, column: "email" }],
  });
  expect(await keptFiles(workspace)).toBe(0);
  const { rows } = await world.admin.query<{ message: string }>(
    "select message from project_events where workspace_id = $1 and event_type = 'leads.imported'",
    [workspace.id],
  );
  expect(rows).toEqual([{ message: "2,500 leads imported, 1 already there, 1 row refused from leads.csv." }]);
  const { rows: companies } = await world.admin.query<{ company: string }>(
    "select company from genesis.leads where workspace_id = $1 and email = 'p7@x.co'",
    [workspace.id],
  );
  expect(companies).toEqual([{ company: "Person 7" }]);
});

test("killed in the middle it goes on after the last row that is in, and counts each row once", async () => {
  const workspace = await world.workspace();
  const begun = await begin(workspace, FILE);
  const heal = await killAt(workspace, 2_000);
  await expect(run(workspace, begun)).rejects.toThrow("killed");
  await heal();
  expect(await state(workspace, begun)).toMatchObject({ status: "running", processed: 1_000, imported: 1_000 });

  await Promise.all([run(workspace, begun), run(workspace, begun)]);
  expect(await state(workspace, begun)).toMatchObject({
    status: "done",
    processed: 2_502,
    imported: 2_500,
    skipped: 1,
    refused: 1,
  });
  expect(await leadsIn(workspace)).toBe(2_500);
});

test("a file that waited for six hours ends as failed: it goes, the ledger says why, and it can be undone", async () => {
  const old = await world.workspace();
  const begun = await begin(old, FILE);
  await world.admin.query(
    "update genesis.lead_import_files set created_at = now() - interval '7 hours' where workspace_id = $1",
    [old.id],
  );
  await run(old, begun);
  expect(await state(old, begun)).toMatchObject({ status: "failed", processed: 0 });
  expect(await keptFiles(old)).toBe(0);
  const { rows } = await world.admin.query<{ message: string }>(
    "select message from project_events where workspace_id = $1 and event_type = 'leads.import_failed'",
    [old.id],
  );
  expect(rows).toEqual([
    { message: expect.stringMatching(/^The import of leads.csv stopped: it waited for six hours\./) },
  ]);
  expect(await undoImport(world.ctx(old), { importId: begun.import_id })).toEqual({ removed: 0, kept: 0 });
});

test("a mapping that the file cannot follow any more ends the import instead of leaving it running", async () => {
  const workspace = await world.workspace();
  const begun = await begin(workspace, FILE);
  await world.admin.query(
    `update genesis.lead_import_files set mapping = '{"gone": "email"}' where workspace_id = $1`,
    [workspace.id],
  );
  await run(workspace, begun);
  expect((await state(workspace, begun)).status).toBe("failed");
});

test("cancelled, the job does nothing more and the file is gone", async () => {
  const workspace = await world.workspace();
  const begun = await begin(workspace, FILE);
  await cancelImport(world.ctx(workspace), { importId: begun.import_id });
  expect(await keptFiles(workspace)).toBe(0);
  await run(workspace, begun);
  expect(await state(workspace, begun)).toMatchObject({ status: "cancelled", processed: 0 });
  expect(await leadsIn(workspace)).toBe(0);
});
