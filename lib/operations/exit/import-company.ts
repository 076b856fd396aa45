import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { assetFiles } from "@/lib/company/assets/asset-files";
import { locateProject } from "@/lib/company/projects/locate-project";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { addMember } from "@/lib/foundation/members/add-member";
import type { SystemCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { patiently } from "@/lib/platform/patience";
import { withServiceTransaction, withTransaction, type ServiceTx } from "@/lib/platform/transaction";
import { machineRepositories } from "@/lib/providers/source-control/select";
import { compareTables } from "./compare-tables";
import { CompanyImported } from "./events";
import { EXPORTED_TABLES } from "./exported-tables";
import { checkArchive, readEntries, type Entry } from "./read-archive";
import type { Manifest } from "./schemas";
import { callContinueLedger, callImportRows } from "./store-import";
import { prepareCopying, type Company } from "./store-rows";

const PATIENCE_SECONDS = 3_600;
const PART = /^tables\/([a-z]+\.[a-z_]+)\/\d{6}\.jsonl$/;
const ASSET = /^assets\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const BUNDLE = /^repositories\/([a-z0-9-]{1,63})\.bundle$/;

type Importing = {
  file: string;
  /** Its owner here: a user of this installation. */
  owner: { userId: string; email: string };
  signal: AbortSignal;
};

/**
 * Puts the company of an archive into an installation that does not hold it: rows, files and repositories, all or nothing of the rows. The
 * archive is read to its end first (400 `archive.refused`), and the import stands only when every table has the sha256 that the manifest
 * names. 409 `company.exists` where it is already. Rows of the runtime's database stay in the archive.
 */
export async function importCompany(ctx: SystemCtx, importing: Importing): Promise<Manifest> {
  const { file, owner, signal } = importing;
  const manifest = await checkArchive(file);
  requireKnown(manifest);
  const company = { workspaceId: manifest.workspace_id, projectId: manifest.project_id };
  if ((await locateProject(ctx, company.projectId)) !== null)
    throw new AppError("conflict", "This installation holds the company already.", { code: "company.exists" });
  const { requestId, db, now } = ctx;
  const here = { workspaceId: company.workspaceId, actor: { type: "job", job: "import" } } as const;
  // No permission: an operator runs it on the machine itself.
  await patiently(PATIENCE_SECONDS, () =>
    withServiceTransaction({ requestId, db, now }, async (tx) => {
      await prepareCopying(tx);
      await readEntries(file, (entry) => takeEntry(tx, company, { entry, signal }));
      await callContinueLedger(tx);
      await addMember({ ...tx, ...here }, { ...owner, role: "owner" });
      await compareTables({ ...tx, ...here }, manifest);
    }),
  );
  await withTransaction({ requestId, db, now, ...here }, async (tx) => {
    const { exported_at: exportedAt, entries } = manifest;
    await appendEvent(tx, CompanyImported, { exportedAt, files: entries.length }, { projectId: company.projectId });
  });
  return manifest;
}

/** Tables of a newer Greenlight would be lost without a word. */
function requireKnown({ tables }: Manifest): void {
  const known = new Set(EXPORTED_TABLES.map(({ table }) => table));
  const foreign = tables.find(({ table }) => !known.has(table));
  if (foreign || tables.length !== known.size)
    throw new AppError("invalid", "The archive was made by another version of Greenlight. Import it with that one.", {
      code: "archive.other_version",
    });
}

type Taking = { entry: Entry; signal: AbortSignal };

async function takeEntry(tx: ServiceTx, company: Company, { entry, signal }: Taking): Promise<void> {
  const [, table] = PART.exec(entry.path) ?? [];
  const [, assetId] = ASSET.exec(entry.path) ?? [];
  const [, repository] = BUNDLE.exec(entry.path) ?? [];
  if (table !== undefined) return takeRows(tx, company, { table, text: (await bytesOf(entry)).toString("utf8") });
  if (assetId !== undefined) return assetFiles().put({ ...company, assetId }, await bytesOf(entry));
  if (repository?.endsWith(`-${company.projectId.replaceAll("-", "")}`))
    return takeRepository(repository, { entry, signal });
  // The rest is for people and other programs.
  for await (const _ of entry.bytes);
}

async function takeRows(
  tx: ServiceTx,
  company: Company,
  { table, text }: { table: string; text: string },
): Promise<void> {
  if (!EXPORTED_TABLES.some((known) => known.table === table))
    throw new AppError("invalid", "The archive has rows of an unknown table.", { code: "archive.refused" });
  const lines = text.split("\n").filter((line) => line !== "");
  if (lines.length > 0) await callImportRows(tx, table, { company, lines });
}

async function takeRepository(repository: string, { entry, signal }: Taking): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "greenlight-import-"));
  try {
    const file = join(folder, "repository.bundle");
    await pipeline(Readable.from(entry.bytes), createWriteStream(file));
    if (!(await machineRepositories().exists(repository, signal)))
      await machineRepositories().restore({ repository, file }, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function bytesOf({ bytes, sizeBytes }: Entry): Promise<Buffer> {
  const MAX = 64 * 1024 * 1024;
  if (sizeBytes > MAX)
    throw new AppError("invalid", "A part of the archive has more than 64 MB.", { code: "archive.refused" });
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}
