import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import { ImportFailed } from "./events";
import { readColumns } from "./import-plan";
import { importRows } from "./import-rows";
import type { LeadImportRef } from "./schemas";
import { failImport, findFile } from "./store-imports";

/**
 * Imports a file that was taken, from the row where it stood. Does nothing when the import has ended or was cancelled. One that cannot go
 * on, or waited for six hours, ends as failed: what came in stays, its file goes, and the ledger says why.
 */
export async function runImport(ctx: WorkspaceCtx, { importId }: LeadImportRef): Promise<void> {
  requirePermission(ctx, "leads.write");
  const file = await withReadTransaction(ctx, (tx) => findFile(tx, importId));
  if (!file) return;
  if (file.isStale) return fail(ctx, { importId, reason: "it waited for six hours." });
  try {
    const columns = await readColumns(file.bytes, file.mapping);
    await importRows(ctx, { importId, bytes: file.bytes, columns, readTo: file.readTo });
  } catch (error) {
    if (!(error instanceof AppError) || error.retryable) throw error;
    if (error.code !== "lead_import.superseded") await fail(ctx, { importId, reason: error.message });
  }
}

const fail = (ctx: WorkspaceCtx, { importId, reason }: LeadImportRef & { reason: string }): Promise<void> =>
  withTransaction(ctx, async (tx) => {
    const failed = await failImport(tx, importId);
    if (failed) await appendEvent(tx, ImportFailed, { importId, reason, ...failed });
  });
