import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAsset } from "@/lib/company/assets/read-asset";
import { listMembers } from "@/lib/foundation/members/list-members";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { archivePath } from "@/lib/operations/exit/archive-files";
import { compareTables } from "@/lib/operations/exit/compare-tables";
import { exportCompany } from "@/lib/operations/exit/export-company";
import { importCompany } from "@/lib/operations/exit/import-company";
import { checkArchive } from "@/lib/operations/exit/read-archive";
import { requestExport } from "@/lib/operations/exit/request-export";
import type { Manifest } from "@/lib/operations/exit/schemas";
import { getProject } from "@/lib/company/projects/get-project";
import { env } from "@/lib/platform/env";
import { withReadTransaction } from "@/lib/platform/transaction";
import { machineRepositories } from "@/lib/providers/source-control/select";
import { createTestWorld, jobCtx, type TestWorld } from "../../../factories/test-world";
import { createRuntimeWorld } from "../runtimes/runtime-world";
import { entriesOf, withManifest, writeEntries, type Entries, type Written } from "./archive-entries";
import { fillCompany } from "./full-company";

const { signal } = new AbortController();
const OWNER = { userId: "user_importer", email: "importer@example.com" };

let folder: string;
let archive: string;
let entries: Entries;
let manifest: Manifest;
/** An installation that never held the company. */
let elsewhere: TestWorld;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "import-"));
  archive = join(folder, "company.tar.gz");
  const world = await createRuntimeWorld();
  const company = await world.company("Acme & Søn");
  await fillCompany(world, company);
  await world.dedicate(company);
  const { id: exportId } = await requestExport(company.owner, company);
  await exportCompany(company.job, { ...company, exportId });
  entries = await entriesOf(archivePath(exportId));
  manifest = await checkArchive(archivePath(exportId));
  await writeEntries(
    archive,
    [...entries].map(([name, bytes]) => ({ name, bytes })),
  );
  await world.close();
  elsewhere = await createTestWorld({ GREENLIGHT_HOME: join(folder, "home") });
  Object.assign(env(), { DATABASE_URL: elsewhere.url, GREENLIGHT_HOME: join(folder, "home") });
}, 300_000);
afterAll(async () => {
  await elsewhere.close();
  await rm(folder, { recursive: true, force: true });
});

const bring = (file: string): Promise<Manifest> => importCompany(elsewhere.system(), { file, owner: OWNER, signal });
const rowsOfCompany = async (): Promise<number> => {
  const { rows } = await elsewhere.admin.query<{ count: string }>(
    "select (select count(*) from workspaces where id = $1) + (select count(*) from genesis.leads where workspace_id = $1) as count",
    [manifest.workspace_id],
  );
  return Number(rows[0]?.count);
};
/** The archive with its entries changed. */
async function changed(change: (written: Written[]) => Written[], fit = true): Promise<string> {
  const file = join(folder, `changed-${Math.random().toString(36).slice(2)}.tar.gz`);
  const plain = [...entries].map(([name, bytes]) => ({ name, bytes }));
  await writeEntries(
    file,
    fit ? withManifest(new Map(change(plain).map(({ name, bytes }) => [name, bytes]))) : change(plain),
  );
  return file;
}
const edit =
  (path: RegExp, to: (text: string) => string) =>
  (written: Written[]): Written[] =>
    written.map((entry) =>
      path.test(entry.name) ? { ...entry, bytes: Buffer.from(to(entry.bytes.toString("utf8"))) } : entry,
    );

describe("an archive that is not as it should be is refused, and nothing of it is written", () => {
  const hostile: [string, () => Promise<string>][] = [
    ["is no archive", async () => writeText("hello")],
    ["is cut off", async () => writeText((await compressed()).subarray(0, -500))],
    [
      "has a file changed",
      () =>
        changed(
          edit(/project_events/, (text) => text.replace("a", "b")),
          false,
        ),
    ],
    ["lacks a file", () => changed((written) => written.filter(({ name }) => !name.startsWith("assets/")), false)],
    ["has a file more", () => changed((written) => [{ name: "extra", bytes: Buffer.from("x") }, ...written], false)],
    [
      "has a file twice",
      () => changed((written) => [written[0] ?? { name: "x", bytes: Buffer.from("") }, ...written], false),
    ],
    ["leads out of its folder", () => changed((written) => [{ name: "../evil", bytes: Buffer.from("x") }, ...written])],
    ["has an absolute path", () => changed((written) => [{ name: "/etc/evil", bytes: Buffer.from("x") }, ...written])],
    [
      "has a link",
      () =>
        changed(
          (written) => [{ name: "link", bytes: Buffer.from(""), type: "symlink", linkname: "/etc/passwd" }, ...written],
          false,
        ),
    ],
    ["has no manifest", () => changed((written) => written.filter(({ name }) => name !== "manifest.json"), false)],
    [
      "has something after its manifest",
      () => changed((written) => [...written, { name: "late", bytes: Buffer.from("") }], false),
    ],
    [
      "has a manifest of nonsense",
      () =>
        changed(
          edit(/^manifest/, () => "{}"),
          false,
        ),
    ],
  ];
  const writeText = async (bytes: string | Uint8Array): Promise<string> => {
    const file = join(folder, "text.tar.gz");
    await writeFile(file, bytes);
    return file;
  };
  const compressed = async (): Promise<Buffer> => gzipSync(Buffer.concat([...entries.values()]));

  test.each(hostile)("one that %s", async (_name, make) => {
    await expect(bring(await make())).rejects.toMatchObject({ code: "archive.refused" });
    expect(await rowsOfCompany()).toBe(0);
  });

  test("one whose manifest fits, but whose rows belong to another company, are no rows, or are not all there", async () => {
    const foreign = edit(/tables\/genesis\.leads/, (text) =>
      text.replace(manifest.workspace_id, "0b0e7b0e-0000-4000-8000-000000000000"),
    );
    const broken = edit(/tables\/genesis\.leads/, () => '{"no": \n');
    const fewer = edit(/tables\/genesis\.leads/, (text) => text.slice(text.indexOf("\n") + 1));
    for (const change of [foreign, broken]) await expect(bring(await changed(change))).rejects.toThrow();
    await expect(bring(await changed(fewer))).rejects.toMatchObject({ code: "archive.not_equal" });
    expect(await rowsOfCompany()).toBe(0);
  });

  test("one of tables that this version does not know", async () => {
    const file = join(folder, "newer.tar.gz");
    const tables = [...manifest.tables, { table: "public.later", rows: 0, sha256: "0".repeat(64) }];
    await writeEntries(
      file,
      withManifest(entries, (named) => Object.assign(named, { tables })),
    );
    await expect(bring(file)).rejects.toMatchObject({ code: "archive.other_version" });
  });
});

test("a company moves into an empty installation: every table has the hash that the archive names, its files and repository are there, and its owner enters", async () => {
  await bring(archive);
  const { workspace_id: workspaceId, project_id: projectId } = manifest;
  const owner = await enterWorkspace({ ...elsewhere.system(), user: OWNER }, workspaceId);
  expect((await getProject(owner, { projectId })).name).toBe("Acme & Søn");
  expect(await listMembers(owner)).toMatchObject([{ email: OWNER.email, role: "owner" }]);
  const [asset] = manifest.assets;
  const { rows } = await elsewhere.admin.query<{ sha256: string }>("select sha256 from project_assets where id = $1", [
    asset?.id,
  ]);
  const of = { projectId, assetId: asset?.id ?? "", sha256: rows[0]?.sha256 ?? "" };
  expect(await readAsset(owner, of)).toEqual(entries.get(asset?.path ?? ""));
  for (const { name } of manifest.repositories) expect(await machineRepositories().exists(name, signal)).toBe(true);

  const ledger = await elsewhere.ledger(workspaceId);
  expect(ledger.at(-1)).toMatchObject({ event_type: "company.imported" });
  const job = jobCtx(owner);
  const { id: exportId } = await requestExport(owner, { projectId });
  await exportCompany(job, { projectId, exportId });
  const again = await checkArchive(archivePath(exportId));
  const hashes = ({ tables }: Manifest) => tables.filter(({ table }) => table !== "public.project_events");
  expect(hashes(again)).toEqual(hashes(manifest));
  await expect(bring(archive)).rejects.toMatchObject({ code: "company.exists" });
});

test("tables that changed since are not equal any more, and a viewer may not compare", async () => {
  const owner = await enterWorkspace({ ...elsewhere.system(), user: OWNER }, manifest.workspace_id);
  const compare = withReadTransaction(
    { ...elsewhere.system(), workspaceId: manifest.workspace_id, actor: owner.actor },
    (tx) => compareTables(tx, manifest),
  );
  await expect(compare).rejects.toMatchObject({ code: "archive.not_equal" });
  const none = { ...owner, actor: { type: "recipient", permissions: new Set<never>() } } as const;
  await expect(withReadTransaction(none, (tx) => compareTables(tx, manifest))).rejects.toMatchObject({
    code: "permission.missing",
  });
});
