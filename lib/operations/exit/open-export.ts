import { stat } from "node:fs/promises";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { archivePath, openArchive } from "./archive-files";
import { ExportDownloaded } from "./events";
import type { ExportRef } from "./schemas";
import { findExport } from "./store";

type Opened = { name: string; bytes: ReadableStream<Uint8Array>; sizeBytes: number };

/** The archive of a finished export as it is read, for its owner; 404 for one that is not there, or not any more. */
export async function openExport(ctx: WorkspaceCtx, { projectId, exportId }: ExportRef): Promise<Opened> {
  requirePermission(ctx, "workspace.own");
  const sizeBytes = await withTransaction(ctx, async (tx) => {
    const found = await findExport(tx, { projectId, exportId });
    const size = found?.status === "ready" ? await stat(archivePath(exportId)).catch(() => null) : null;
    if (!size) throw new AppError("not_found", "There is no such archive.", { code: "export.not_found" });
    await appendEvent(tx, ExportDownloaded, { exportId }, { projectId });
    return size.size;
  });
  return { name: `company-${exportId}.tar.gz`, bytes: openArchive(exportId), sizeBytes };
}
