import { createHash } from "node:crypto";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { archivePath, makeArchiveFolder } from "@/lib/operations/exit/archive-files";
import { endExport } from "@/lib/operations/exit/end-export";
import { exportCompany } from "@/lib/operations/exit/export-company";
import { EXPORTED_TABLES } from "@/lib/operations/exit/exported-tables";
import { listExports } from "@/lib/operations/exit/list-exports";
import { openExport } from "@/lib/operations/exit/open-export";
import { removeExports } from "@/lib/operations/exit/remove-exports";
import { requestExport } from "@/lib/operations/exit/request-export";
import { retireWithExport } from "@/lib/operations/exit/retire-with-export";
import { Manifest } from "@/lib/operations/exit/schemas";
import { sweepExports } from "@/lib/operations/exit/sweep-exports";
import { isRetirementDue } from "@/lib/operations/runtimes/is-retirement-due";
import { openRuntimeSecrets } from "@/lib/operations/runtimes/open-runtime-secrets";
import { readRuntimeRows } from "@/lib/operations/runtimes/read-runtime-rows";
import { PDF } from "../../../factories/assets";
import { jobCtx, type Company } from "../../../factories/test-world";
import { createRuntimeWorld, type RuntimeWorld } from "../runtimes/runtime-world";
import { entriesOf, type Entries } from "./archive-entries";
import { fillCompany } from "./full-company";
import { LEFT_TABLES } from "./left-tables";

let world: RuntimeWorld;
let company: Company;
beforeAll(async () => {
  world = await createRuntimeWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const told = async (): Promise<string[]> =>
  (await world.ledger(company.workspaceId)).map(({ event_type }) => event_type).filter((type) => /export/.test(type));
async function exported(): Promise<{ exportId: string; entries: Entries; manifest: Manifest }> {
  const { id: exportId } = await requestExport(company.owner, company);
  await exportCompany(company.job, { ...company, exportId });
  const entries = await entriesOf(archivePath(exportId));
  return { exportId, entries, manifest: Manifest.parse(JSON.parse(entries.get("manifest.json")?.toString() ?? "")) };
}
/** The lines of a table in an archive. */
const linesOf = (entries: Entries, table: string): Record<string, unknown>[] =>
  [...entries]
    .filter(([path]) => path.startsWith(`tables/${table}/`))
    .flatMap(([, bytes]) => bytes.toString("utf8").split("\n"))
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const byAdmin = (query: string): Promise<unknown> => world.admin.query(query, [company.projectId]);

describe("an archive of a company", () => {
  test("holds every part of it once, with a manifest of true sizes and hashes, and none of its secrets", async () => {
    const secrets = await fillCompany(world, company);
    await world.dedicate(company);
    const runtime = Object.values(await openRuntimeSecrets({ ...company.job, projectId: company.projectId }));
    const { entries, manifest, exportId } = await exported();

    const others = [...entries].filter(([path]) => path !== "manifest.json");
    expect(manifest.entries).toEqual(
      others.map(([path, bytes]) => ({ path, size_bytes: bytes.length, sha256: sha256(bytes) })),
    );
    expect(linesOf(entries, "genesis.leads")).toHaveLength(450);
    expect(linesOf(entries, "public.suppressions")).toMatchObject([{ email: "never@customer.example" }]);
    expect(linesOf(entries, "public.campaigns")).toMatchObject([{ name: "Spring" }]);
    expect(linesOf(entries, "public.approvals")).toHaveLength(1);
    expect(entries.get(manifest.assets[0]?.path ?? "")).toEqual(PDF);
    expect(manifest.assets).toMatchObject([{ name: "Offer.pdf" }]);
    const workflows = [...entries.keys()].filter((path) => path.startsWith("workflows/"));
    expect(workflows).toHaveLength((await readdir("base-cold-email")).length);
    const rows = [...entries]
      .filter(([path]) => path.startsWith("runtime_database/"))
      .map(([, bytes]) => String(bytes));
    expect(rows.join("")).toContain('"table":"company.greenlight_migrations"');

    const text = [...entries.values()].map((bytes) => bytes.toString("latin1")).join("\n");
    expect(secrets.length).toBeGreaterThan(1);
    for (const secret of [...secrets, ...runtime]) expect(text.includes(secret)).toBe(false);

    const ledger = JSON.parse(String(entries.get("ledger_verification.json"))) as { sha256: string; rows: number };
    const lines = [...entries].filter(([path]) => path.startsWith("tables/public.project_events/"));
    expect(ledger.sha256).toBe(sha256(Buffer.concat(lines.map(([, bytes]) => bytes))));
    expect(ledger.rows).toBe(linesOf(entries, "public.project_events").length);
    const [made] = (await listExports(company.owner, company)).data;
    const whole = await readFile(archivePath(exportId));
    expect(made).toMatchObject({ status: "ready", size_bytes: whole.length, sha256: sha256(whole), parts_done: 6 });
    expect(await told()).toEqual(["company.export_requested", "company.exported"]);
  });

  test("its repository bundle is one that git clones, with the commit that the runtime ran", async () => {
    const { commit } = await world.dedicate(company);
    const { entries, manifest } = await exported();
    const folder = await mkdtemp(join(tmpdir(), "bundle-"));
    const [repository] = manifest.repositories;
    await writeFile(join(folder, "it.bundle"), entries.get(repository?.path ?? "") ?? "");
    await promisify(execFile)("git", ["clone", "--quiet", join(folder, "it.bundle"), join(folder, "it")]);
    const { stdout } = await promisify(execFile)("git", ["-C", join(folder, "it"), "rev-parse", "HEAD"]);
    expect(stdout.trim()).toBe(commit);
    expect(await readdir(join(folder, "it"))).toContain("README.md");
    await rm(folder, { recursive: true });
  });

  test("holds no row of another company", async () => {
    const other = await world.company();
    await fillCompany(world, other);
    const { entries } = await exported();
    const text = [...entries.values()].join("\n");
    for (const foreign of [other.workspaceId, other.projectId]) expect(text).not.toContain(foreign);
  });

  test("every table of a workspace is exported, or is left with a reason", async () => {
    const { rows } = await world.admin.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'genesis') and c.relkind in ('r', 'p') and not c.relispartition
         and (c.relname = 'workspaces' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id'))`,
    );
    const exportedTables = EXPORTED_TABLES.map(({ table }) => table);
    expect([...exportedTables, ...Object.keys(LEFT_TABLES)].toSorted()).toEqual(
      expect.arrayContaining(rows.map(({ name }) => name)),
    );
    expect(exportedTables.filter((table) => table in LEFT_TABLES)).toEqual([]);
  });
});

describe("asking for an archive", () => {
  test("one is made at a time, and nothing is kept when the queue refuses", async () => {
    await world.withoutQueue(async () => {
      await expect(requestExport(company.owner, company)).rejects.toThrow();
    });
    expect((await listExports(company.owner, company)).data).toEqual([]);
    await requestExport(company.owner, company);
    await expect(requestExport(company.owner, company)).rejects.toMatchObject({ code: "export.running" });
    const jobs = (await world.jobs(company.workspaceId)).filter(({ name }) => name === "exit.export_company");
    expect(jobs).toHaveLength(1);
  });

  test("only the owner asks, sees and downloads; another workspace's archive is not there", async () => {
    const { exportId } = await exported();
    const ref = { projectId: company.projectId, exportId };
    const { viewer, stranger, owner } = company;
    for (const refused of [
      () => requestExport(viewer, company),
      () => listExports(viewer, company),
      () => openExport(viewer, ref),
      () => exportCompany({ ...viewer, signal: company.job.signal }, ref),
      () => endExport(viewer, ref),
      () => removeExports(viewer, company),
      () => readRuntimeRows({ ...viewer, signal: company.job.signal }, company, async () => undefined),
    ])
      await expect(refused()).rejects.toMatchObject({ code: "permission.missing" });
    await expect(openExport(stranger, ref)).rejects.toMatchObject({ code: "export.not_found" });
    const { bytes, sizeBytes } = await openExport(owner, ref);
    expect((await new Response(bytes).arrayBuffer()).byteLength).toBe(sizeBytes);
    expect(await told()).toContain("company.export_downloaded");
  });

  test("a run that was killed is begun anew, and one of a finished export changes nothing", async () => {
    const { id: exportId } = await requestExport(company.owner, company);
    await makeArchiveFolder();
    await writeFile(`${archivePath(exportId)}.part`, "half of an archive");
    const stopped = AbortSignal.abort(new Error("stopped"));
    await expect(exportCompany(jobCtx(company.owner, stopped), { ...company, exportId })).rejects.toThrow("stopped");
    expect((await listExports(company.owner, company)).data).toMatchObject([{ status: "running" }]);
    for (let time = 0; time < 2; time++) await exportCompany(company.job, { ...company, exportId });
    expect((await listExports(company.owner, company)).data).toMatchObject([{ status: "ready" }]);
    expect((await told()).filter((type) => type === "company.exported")).toHaveLength(1);
  });

  test("one whose file is gone from the storage fails and says which, and leaves nothing on the disk", async () => {
    await fillCompany(world, company);
    await rm(join(world.home, "storage"), { recursive: true });
    const { id: exportId } = await requestExport(company.owner, company);
    await exportCompany(company.job, { ...company, exportId });
    const [made] = (await listExports(company.owner, company)).data;
    expect(made).toMatchObject({ status: "failed", error: expect.stringContaining("Offer.pdf") });
    expect((await readdir(join(world.home, "exports"))).filter((file) => file.startsWith(exportId))).toEqual([]);
  });
});

describe("the end of an archive", () => {
  test("it is removed after its time, and one that was never finished ends as failed", async () => {
    const { exportId } = await exported();
    const { id: lost } = await requestExport(company.owner, company);
    await sweepExports(world.system());
    const due = async () => (await world.jobs(company.workspaceId)).filter(({ name }) => name === "exit.end_export");
    expect(await due()).toEqual([]);
    await byAdmin("update company_exports set expires_at = now() where status = 'ready' and project_id = $1");
    await byAdmin("update company_exports set requested_at = now() - interval '2 hours' where project_id = $1");
    await sweepExports(world.system());
    expect((await due()).map(({ data }) => data["exportId"]).toSorted()).toEqual([exportId, lost].toSorted());
    for (const id of [exportId, lost, exportId]) await endExport(company.job, { ...company, exportId: id });
    const { data } = await listExports(company.owner, company);
    expect(new Map(data.map(({ id, status }) => [id, status]))).toEqual(
      new Map([
        [exportId, "gone"],
        [lost, "failed"],
      ]),
    );
    const ref = { projectId: company.projectId, exportId };
    await expect(openExport(company.owner, ref)).rejects.toMatchObject({ code: "export.not_found" });
  });

  test("a deleted company's archives leave the disk", async () => {
    const { exportId } = await exported();
    for (let time = 0; time < 2; time++) await removeExports(company.job, company);
    expect((await readdir(join(world.home, "exports"))).filter((file) => file.startsWith(exportId))).toEqual([]);
  });
});

describe("a runtime whose time of grace is over", () => {
  const retiring = (interval: string): Promise<unknown> =>
    world.admin.query(
      `update project_runtime_instances set mode = 'shared', status = 'retiring', retire_at = now() + $2::interval
       where project_id = $1`,
      [company.projectId, interval],
    );

  test("is taken away after an archive with its rows is made; before its time nothing happens", async () => {
    await world.dedicate(company);
    await retiring("1 hour");
    await retireWithExport(company.job, company);
    expect((await listExports(company.owner, company)).data).toEqual([]);
    expect(await isRetirementDue(company.job, company)).toBe(false);
    await retiring("-1 second");
    expect(await isRetirementDue(company.job, company)).toBe(true);
    await retireWithExport(company.job, company);
    const [made, ...more] = (await listExports(company.owner, company)).data;
    expect([made, more]).toMatchObject([{ cause: "retirement", status: "ready" }, []]);
    expect([...(await entriesOf(archivePath(made?.id ?? ""))).keys()].join()).toContain(
      "runtime_database/000001.jsonl",
    );
    expect(await world.resources(company)).toEqual({
      repository: false,
      database: false,
      application: false,
      running: false,
    });
  });

  test("stays as long as no archive can be made, and that is not tried each minute", async () => {
    await world.dedicate(company);
    await retiring("-1 second");
    const name = `gl-${company.projectId.replaceAll("-", "")}`;
    await world.admin.query(`alter role "${name}" nologin`);
    for (let time = 0; time < 3; time++) await retireWithExport(company.job, company);
    expect((await listExports(company.owner, company)).data).toMatchObject([{ status: "failed" }]);
    expect(await world.resources(company)).toMatchObject({ repository: true, database: true });
    await world.admin.query(`alter role "${name}" login`);
    await byAdmin("update company_exports set requested_at = now() - interval '2 hours' where project_id = $1");
    await retireWithExport(company.job, company);
    expect(await world.resources(company)).toMatchObject({ repository: false, database: false });
  });

  test("a viewer may not", async () => {
    const { signal } = company.job;
    await expect(retireWithExport({ ...company.viewer, signal }, company)).rejects.toMatchObject({
      code: "permission.missing",
    });
    await expect(isRetirementDue(company.viewer, company)).rejects.toMatchObject({ code: "permission.missing" });
  });
});
