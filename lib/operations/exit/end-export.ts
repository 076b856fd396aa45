import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { removeArchive } from "./archive-files";
import { ExportFailed, ExportRemoved } from "./events";
import type { ExportRef } from "./schemas";
import { endRunning, findExport, markGone } from "./store";

const ABANDONED = "It was not finished within an hour. Ask for it again.";

/** Removes an archive whose time is over, and ends one that was not finished within an hour as failed. Safe to repeat. */
export async function endExport(ctx: WorkspaceCtx, { projectId, exportId }: ExportRef): Promise<void> {
  requirePermission(ctx, "workspace.own");
  const isOver = await withTransaction(ctx, async (tx) => {
    const found = await findExport(tx, { projectId, exportId });
    const now = tx.now().getTime();
    if (found?.status === "ready" && found.expires_at !== null && Date.parse(found.expires_at) <= now) {
      if (await markGone(tx, exportId)) await appendEvent(tx, ExportRemoved, { exportId }, { projectId });
      return true;
    }
    if (found?.status !== "running" || Date.parse(found.requested_at) > now - 3_600_000) return false;
    if (await endRunning(tx, exportId, { status: "failed", error: ABANDONED }))
      await appendEvent(tx, ExportFailed, { exportId, error: ABANDONED }, { projectId });
    return true;
  });
  if (isOver) await removeArchive(exportId);
}
