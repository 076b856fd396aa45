import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { LeadImport, LeadImportRef } from "./schemas";
import { findImport } from "./store-imports";

/** How far an import is; `failed` once it has been silent for a minute without having ended. */
export async function getLeadImport(ctx: WorkspaceCtx, { importId }: LeadImportRef): Promise<LeadImport> {
  requirePermission(ctx, "leads.read");
  const found = await withReadTransaction(ctx, (tx) => findImport(tx, importId));
  if (!found) throw new AppError("not_found", "There is no such import here.", { code: "lead_import.not_found" });
  return found;
}
