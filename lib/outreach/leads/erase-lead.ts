import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { eraseLeads } from "./erase-leads";
import type { EraseLead, ErasedLeads, LeadRef } from "./schemas";

/** Erases one person as {@link eraseLeads} does; 404 `lead.not_found` when there is none. */
export async function eraseLead(
  ctx: WorkspaceCtx,
  { leadId, do_not_contact }: LeadRef & EraseLead,
): Promise<ErasedLeads> {
  requirePermission(ctx, "leads.write");
  const erasure = await eraseLeads(ctx, { leadIds: [leadId], doNotContact: do_not_contact });
  if (erasure.erased === 0) throw new AppError("not_found", "There is no such lead here.", { code: "lead.not_found" });
  return erasure;
}
