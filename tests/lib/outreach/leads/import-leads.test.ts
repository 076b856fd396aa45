import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getLeadImport } from "@/lib/outreach/leads/get-lead-import";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import type { ImportLeads, Lead, LeadImport } from "@/lib/outreach/leads/schemas";
import { newId } from "@/lib/platform/ids";
import { csvFile } from "./csv-file";
import { createLeadsWorld, type LeadsWorld, type Workspace } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

const importCsv = (workspace: Workspace, content: string, more: Partial<ImportLeads> = {}): Promise<LeadImport> =>
  importLeads(world.ctx(workspace), { file: csvFile(content), ...more });

const leadsOf = async (workspace: Workspace): Promise<Lead[]> =>
  (await listLeads(world.ctx(workspace), { limit: 200 })).data;

const leadOf = async (workspace: Workspace, email: string): Promise<Lead | undefined> =>
  (await leadsOf(workspace)).find((lead) => lead.email === email);

const counts = ({ imported, updated, skipped, refused, total }: LeadImport): number[] => [
  imported,
  updated,
  skipped,
  refused,
  total,
];

const ledgerOf = async (workspace: Workspace): Promise<{ event_type: string; message: string }[]> =>
  (
    await world.admin.query(
      "select event_type, message from project_events where workspace_id = $1 and event_type like 'leads.%'",
      [workspace.id],
    )
  ).rows;

/** Makes the nth statement on a table fail, as a crash in the middle of an import does. */
async function failOnce(table: string, condition: string): Promise<() => Promise<void>> {
  await world.admin.query(`
    create or replace function private.fail_now() returns trigger language plpgsql as $$ begin raise exception 'planted'; end $$;
    grant execute on function private.fail_now() to tenant_role;
    create trigger planted before update on ${table} for each row when (${condition}) execute function private.fail_now()`);
  return async () => void (await world.admin.query(`drop trigger planted on ${table}`));
}

describe("a file", () => {
  test("new people come in, with the ledger line and a finished import", async () => {
    const workspace = await world.workspace();
    const result = await importCsv(
      workspace,
      'E-Mail,Vorname,Last name,Company name,Job title,Website,Notes,Plan\n Ann@Example.com ,Ann,Lee,ACME,CEO,acme.com,"Line 1\nLine 2",pro\n',
    );
    expect(counts(result)).toEqual([1, 0, 0, 0, 1]);
    expect(result).toMatchObject({ status: "done", processed: 1, file_name: "leads.csv", errors: [] });
    expect(await leadOf(workspace, "ann@example.com")).toMatchObject({
      first_name: "Ann",
      last_name: "Lee",
      company: "ACME",
      title: "CEO",
      website: "acme.com",
      notes: "Line 1\nLine 2",
      custom: { Plan: "pro" },
      status: "active",
    });
    expect(await ledgerOf(workspace)).toEqual([
      { event_type: "leads.imported", message: "1 lead imported from leads.csv." },
    ]);
    expect(await getLeadImport(world.ctx(workspace), { importId: result.import_id })).toEqual(result);
  });

  test("the same file twice adds nobody; changed cells update; empty cells and other columns stay", async () => {
    const workspace = await world.workspace();
    await importCsv(workspace, "email,first_name,plan\na@x.co,Ann,pro\nb@x.co,Bob,free\n");
    expect(counts(await importCsv(workspace, "email,first_name,plan\na@x.co,Ann,pro\nb@x.co,Bob,free\n"))).toEqual([
      0, 0, 2, 0, 2,
    ]);
    expect(counts(await importCsv(workspace, "email,first_name,seats\nA@x.co,,3\nB@X.co,Bobby,\n"))).toEqual([
      0, 2, 0, 0, 2,
    ]);
    expect(await leadOf(workspace, "a@x.co")).toMatchObject({ first_name: "Ann", custom: { plan: "pro", seats: "3" } });
    expect(await leadOf(workspace, "b@x.co")).toMatchObject({ first_name: "Bobby", custom: { plan: "free" } });
    expect(await leadsOf(workspace)).toHaveLength(2);
  });

  test("one address in several spellings is one person, the first row counts", async () => {
    const workspace = await world.workspace();
    const result = await importCsv(workspace, "email,first_name\nann@x.co,First\nANN@x.co,Second\nAnn@X.CO,Third\n");
    expect(counts(result)).toEqual([1, 0, 2, 0, 3]);
    expect(await leadsOf(workspace)).toMatchObject([{ first_name: "First" }]);
  });

  test("bad rows are refused by line and column, the others go in", async () => {
    const workspace = await world.workspace();
    const rows = [
      "email,first_name,notes",
      "good@x.co,Good,",
      ",NoMail,",
      "",
      "not-an-address,Bad,",
      `big@x.co,${"x".repeat(1024 * 1024)},`,
      "nul@x.co,N\0ul,",
      "wide@x.co,Wide,,,extra",
      `${"l".repeat(250)}@x.co,Long,`,
      "last@x.co",
    ];
    const result = await importCsv(workspace, rows.join("\n"));
    expect(counts(result)).toEqual([2, 0, 0, 6, 8]);
    expect(result.errors.map(({ row, column, error }) => [row, column, error.slice(0, 24)])).toEqual([
      [3, "email", "email is missing"],
      [5, "email", "“not-an-address” is not "],
      [6, "first_name", "cell too long: 1,048,576"],
      [7, "first_name", "holds a NUL character, w"],
      [8, null, "has 5 cells, but the hea"],
      [9, "email", "cell too long: 255 chara"],
    ]);
    expect((await leadsOf(workspace)).map((lead) => lead.email).sort()).toEqual(["good@x.co", "last@x.co"]);
    expect(await ledgerOf(workspace)).toMatchObject([{ message: "2 leads imported, 6 rows refused from leads.csv." }]);
  });

  test("at most 200 errors are kept, all are counted", async () => {
    const workspace = await world.workspace();
    const result = await importCsv(workspace, `email\n${"nobody\n".repeat(500)}ok@x.co\n`);
    expect(result.errors).toHaveLength(200);
    expect(counts(result)).toEqual([1, 0, 0, 500, 501]);
  });

  test("formula cells, SQL, HTML and prototype names stay plain text", async () => {
    const workspace = await world.workspace();
    const formula = '=HYPERLINK("http://evil.example","x")';
    await importCsv(
      workspace,
      `email,first_name,company,__proto__,+cmd\nf@x.co,"${formula.replaceAll('"', '""')}",'); drop table leads;--,@SUM(A1),<b>-1</b>\n`,
    );
    expect(await leadOf(workspace, "f@x.co")).toMatchObject({
      first_name: formula,
      company: "'); drop table leads;--",
      custom: { "+cmd": "<b>-1</b>" },
    });
    const { rows } = await world.admin.query(
      "select custom ->> '__proto__' as own from genesis.leads where email = 'f@x.co'",
    );
    expect(rows).toEqual([{ own: "@SUM(A1)" }]);
  });

  test("a given mapping decides", async () => {
    const workspace = await world.workspace();
    const mapping = { A: "notes", B: "email", C: "ignore" } as const;
    await importCsv(workspace, "A,B,C,D\nhello,m@x.co,secret,kept\n", { mapping });
    expect(await leadOf(workspace, "m@x.co")).toMatchObject({ notes: "hello", custom: { D: "kept" } });
  });

  test.each([
    ["", "lead_file.empty"],
    ["\n \n", "lead_file.empty"],
    ["email,name\n", "lead_file.header_only"],
    ["name,company\nAnn,ACME\n", "lead_file.email_column_missing"],
    ['email\n"never closed\n', "lead_file.quote"],
    [`email${",x".repeat(100)}\na@x.co\n`, "lead_file.too_many_columns"],
    [`email\n${"a@x.co\n".repeat(50_001)}`, "lead_file.too_many_rows"],
  ])("unusable file %# is refused and changes nothing", async (content, code) => {
    const workspace = await world.workspace();
    await expect(importCsv(workspace, content)).rejects.toMatchObject({ kind: "invalid", code });
    const { rowCount } = await world.admin.query("select from genesis.lead_imports where workspace_id = $1", [
      workspace.id,
    ]);
    expect(rowCount).toBe(0);
  });
});

describe("people who must not be mailed", () => {
  test("stay as they are when a file brings them again", async () => {
    const workspace = await world.workspace();
    await importCsv(workspace, "email,first_name\nout@x.co,Old\n");
    await world.admin.query("update genesis.leads set status = 'opted_out' where workspace_id = $1", [workspace.id]);
    expect(counts(await importCsv(workspace, "email,first_name\nout@x.co,New\n"))).toEqual([0, 1, 0, 0, 1]);
    expect(await leadOf(workspace, "out@x.co")).toMatchObject({ first_name: "New", status: "opted_out" });
  });

  test.each([
    ["opt_out", "opted_out"],
    ["manual", "active"],
    ["complained", "complained"],
    ["hard_bounce", "bounced"],
  ])("suppressed for %s, a new row comes in as %s", async (reason, status) => {
    const workspace = await world.workspace();
    await world.admin.query(
      "insert into suppressions (workspace_id, email, reason, source) values ($1, 'gone@x.co', $2, 'test')",
      [workspace.id, reason],
    );
    await importCsv(workspace, "email\nGone@x.co\n");
    expect(await leadOf(workspace, "gone@x.co")).toMatchObject({ status, suppressed_for: reason });
  });
});

describe("a broken-off import", () => {
  const emails = Array.from({ length: 2_500 }, (_, index) => `p${index}@x.co`);
  const content = `email\n${emails.join("\n")}\n`;

  test("keeps whole batches, and the same file again does the rest and no one twice", async () => {
    const workspace = await world.workspace();
    const importId = newId();
    const heal = await failOnce("genesis.lead_imports", `new.processed = 2000 and new.id = '${importId}'`);
    await expect(importCsv(workspace, content, { import_id: importId })).rejects.toThrow();
    await heal();
    const broken = await getLeadImport(world.ctx(workspace), { importId });
    expect(broken).toMatchObject({ status: "running", processed: 1_000, imported: 1_000, total: 2_500 });
    expect(await ledgerOf(workspace)).toEqual([]);

    expect(counts(await importCsv(workspace, content))).toEqual([1_500, 0, 1_000, 0, 2_500]);
    const { rows } = await world.admin.query("select count(*)::int as n from genesis.leads where workspace_id = $1", [
      workspace.id,
    ]);
    expect(rows[0].n).toBe(2_500);
  });

  test("silent for a minute it reads as failed and may be opened again under its id", async () => {
    const workspace = await world.workspace();
    const importId = newId();
    await importCsv(workspace, "email\na@x.co\n", { import_id: importId });
    await expect(importCsv(workspace, "email\na@x.co\n", { import_id: importId })).rejects.toMatchObject({
      code: "lead_import.exists",
    });
    await world.admin.query("alter table genesis.lead_imports disable trigger user");
    await world.admin.query(
      "update genesis.lead_imports set status = 'running', updated_at = now() - interval '2 minutes' where id = $1",
      [importId],
    );
    await world.admin.query("alter table genesis.lead_imports enable trigger user");
    expect(await getLeadImport(world.ctx(workspace), { importId })).toMatchObject({ status: "failed" });
    expect(await importCsv(workspace, "email\nb@x.co\n", { import_id: importId })).toMatchObject({
      status: "done",
      imported: 1,
    });
  });

  test("two at once of the same file end with everybody once", async () => {
    const workspace = await world.workspace();
    const reversed = `email\n${emails.toReversed().join("\n")}\n`;
    const both = await Promise.all([importCsv(workspace, content), importCsv(workspace, reversed)]);
    expect(both.reduce((sum, result) => sum + result.imported, 0)).toBe(2_500);
  });

  test("the last batch, the end and the ledger line commit together", async () => {
    const workspace = await world.workspace();
    const heal = await failOnce("genesis.lead_imports", "new.status = 'done'");
    await expect(importCsv(workspace, "email\na@x.co\n")).rejects.toThrow();
    await heal();
    expect(await leadsOf(workspace)).toEqual([]);
    expect(await ledgerOf(workspace)).toEqual([]);
  });
});

describe("permissions", () => {
  test("a viewer may not import", async () => {
    const workspace = await world.workspace();
    const attempt = importLeads(world.ctx(workspace, "viewer"), { file: csvFile("email\na@x.co\n") });
    await expect(attempt).rejects.toMatchObject({ kind: "forbidden", code: "permission.missing" });
    expect(await leadsOf(workspace)).toEqual([]);
  });

  test("another workspace's import id is refused and untouched; its leads stay apart", async () => {
    const [mine, theirs] = [await world.workspace(), await world.workspace()];
    const { import_id } = await importCsv(theirs, "email\nsame@x.co\n");
    await expect(importCsv(mine, "email\nsame@x.co\n", { import_id })).rejects.toMatchObject({
      code: "lead_import.exists",
    });
    await expect(getLeadImport(world.ctx(mine), { importId: import_id })).rejects.toMatchObject({ kind: "not_found" });
    expect(counts(await importCsv(mine, "email\nsame@x.co\n"))).toEqual([1, 0, 0, 0, 1]);
  });
});

test("10,000 rows show their progress on the way", async () => {
  const workspace = await world.workspace();
  const importId = newId();
  const rows = Array.from(
    { length: 10_000 },
    (_, index) => `person${index}@example.com,First${index},Last,Company ${index},CEO`,
  );
  const seen = new Set<number>();
  const importing = importCsv(workspace, `email,first_name,last_name,company,title\n${rows.join("\n")}`, {
    import_id: importId,
  });
  const state = { done: false };
  void importing.finally(() => (state.done = true));
  while (!state.done) {
    const { rows: found } = await sql<{
      processed: number;
    }>`select processed from genesis.lead_imports where id = ${importId}`.execute(world.ctx(workspace).db);
    if (found[0]) seen.add(found[0].processed);
  }
  const result = await importing;
  expect(result).toMatchObject({ imported: 10_000, processed: 10_000 });
  expect(seen.size).toBeGreaterThan(3);
});
