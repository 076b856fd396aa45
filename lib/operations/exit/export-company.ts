import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import { archivePath, makeArchiveFolder, removeArchive } from "./archive-files";
import { ArchiveWriter } from "./archive-writer";
import { ExportFailed, ExportReady } from "./events";
import { PARTS, writeArchive } from "./write-archive";
import type { CompanyExport, ExportRef } from "./schemas";
import { endRunning, findExport, updateProgress } from "./store";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

const KEPT_DAYS: Record<CompanyExport["cause"], number> = { owner: 7, retirement: 30 };
const DAY_MS = 86_400_000;

/**
 * Makes the archive of one export: whole under its name or not at all, with a manifest of every file's sha256. Safe to repeat: a run that was
 * killed is begun anew. One that cannot be made says why.
 */
export async function exportCompany(ctx: JobCtx, { projectId, exportId }: ExportRef): Promise<void> {
  requirePermission(ctx, "workspace.own");
  const wanted = await withReadTransaction(ctx, (tx) => findExport(tx, { projectId, exportId }));
  if (wanted?.status !== "running") return;
  try {
    const made = await make(ctx, { projectId, exportId });
    const expires_at = new Date(ctx.now().getTime() + KEPT_DAYS[wanted.cause] * DAY_MS).toISOString();
    const { files, sizeBytes, sha256 } = made;
    await withTransaction(ctx, async (tx) => {
      const ending = { status: "ready", size_bytes: sizeBytes, sha256, expires_at } as const;
      if (await endRunning(tx, exportId, ending))
        await appendEvent(tx, ExportReady, { exportId, files, sizeBytes, sha256 }, { projectId });
    });
  } catch (error) {
    await removeArchive(exportId);
    ctx.signal.throwIfAborted();
    await fail(ctx, { projectId, exportId }, error);
  }
}

async function make(ctx: JobCtx, { projectId, exportId }: ExportRef) {
  await makeArchiveFolder();
  const part = `${archivePath(exportId)}.part`;
  await rm(part, { force: true });
  const writer = new ArchiveWriter(part);
  const scratch = await mkdtemp(join(tmpdir(), "greenlight-export-"));
  try {
    const begun = async (done: number): Promise<void> => {
      // No event: the archive's own lines say that it began and ended.
      await withTransaction(ctx, (tx) => updateProgress(tx, exportId, { done, total: PARTS.length }));
    };
    const made = await writeArchive(ctx, { projectId, writer, scratch, begun });
    await rename(part, archivePath(exportId));
    return { ...made, files: writer.entries.length };
  } finally {
    await writer.abandon();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function fail(ctx: JobCtx, { projectId, exportId }: ExportRef, cause: unknown): Promise<void> {
  if (!(cause instanceof AppError)) log().error({ err: cause, request_id: ctx.requestId }, "an export failed");
  const said = cause instanceof AppError ? cause.message : "It failed for a reason that Greenlight does not know.";
  await withTransaction(ctx, async (tx) => {
    const error = said.slice(0, 1000);
    if (await endRunning(tx, exportId, { status: "failed", error }))
      await appendEvent(tx, ExportFailed, { exportId, error }, { projectId });
  });
}
