import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { ImportCancelled } from "./events";
import { getLeadImport } from "./get-lead-import";
import type { LeadImport, LeadImportRef } from "./schemas";
import { cancelRunning } from "./store-imports";

/** Ends a running import before its next batch; what it brought in stays until it is undone. 409 `lead_import.ended` when it has ended. */
export async function cancelImport(ctx: WorkspaceCtx, { importId }: LeadImportRef): Promise<LeadImport> {
  requirePermission(ctx, "leads.write");

  return withTransaction(ctx, async (tx) => {
    await getLeadImport(tx, { importId });
    if (!(await cancelRunning(tx, importId)))
      throw new AppError("conflict", "This import has ended already.", { code: "lead_import.ended" });
    await appendEvent(tx, ImportCancelled, { importId });
    return getLeadImport(tx, { importId });
  });
}
