import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { ImportUndone } from "./events";
import { getLeadImport } from "./get-lead-import";
import type { LeadImportRef } from "./schemas";
import { callEraseLead, selectContacted } from "./store-lead";
import { closeUndone } from "./store-imports";

/**
 * Takes an import back: people whom it brought in go, unless an email reached them; cells that it changed stay changed, and its list goes.
 * 409 `lead_import.not_undoable` while it runs, or when it was undone.
 */
export async function undoImport(
  ctx: WorkspaceCtx,
  { importId }: LeadImportRef,
): Promise<{ removed: number; kept: number }> {
  requirePermission(ctx, "leads.write");

  return withTransaction(ctx, async (tx) => {
    await getLeadImport(tx, { importId });
    const undone = await closeUndone(tx, importId);
    if (!undone)
      throw new AppError("conflict", "This import is still running, or was undone already. Cancel it first.", {
        code: "lead_import.not_undoable",
      });
    const contacted = await selectContacted(tx, undone.fresh);
    const leaving = undone.fresh.filter((id) => !contacted.has(id));
    const removed = await callEraseLead(tx, leaving, false);
    await appendEvent(tx, ImportUndone, { importId, removed, kept: contacted.size });
    return { removed, kept: contacted.size };
  });
}
