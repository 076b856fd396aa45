import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { readColumns } from "./import-plan";
import { importRows } from "./import-rows";
import type { LeadImportRef } from "./schemas";
import { findFile } from "./store-imports";

/** Imports a file that was taken, from the row where it stood. Does nothing when the import has ended or was cancelled. */
export async function runImport(ctx: WorkspaceCtx, { importId }: LeadImportRef): Promise<void> {
  requirePermission(ctx, "leads.write");
  const file = await withReadTransaction(ctx, (tx) => findFile(tx, importId));
  if (!file) return;
  const columns = await readColumns(file.bytes, file.mapping);
  try {
    await importRows(ctx, { importId, bytes: file.bytes, columns, readTo: file.readTo });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "lead_import.superseded") throw error;
  }
}
