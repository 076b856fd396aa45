import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { maskAddress } from "@/lib/platform/text";
import { withTransaction } from "@/lib/platform/transaction";
import { ResearchAsked } from "./events";
import type { AskedResearch, LeadRef } from "./schemas";
import { setResearchAsked } from "./store-lead";
import { findLeadRow } from "./store-leads";

/**
 * Has a lead researched again, whatever is known already, with the next run of an active campaign that emails this person; what is known
 * stays until then. Asked twice it counts once. 404 `lead.not_found`; 422 `lead.not_emailed` for a person who gets no emails.
 */
export async function askForResearch(ctx: WorkspaceCtx, { leadId }: LeadRef): Promise<AskedResearch> {
  requirePermission(ctx, "leads.write");

  return withTransaction(ctx, async (tx) => {
    const lead = await findLeadRow(tx, leadId);
    if (!lead) throw new AppError("not_found", "There is no such lead here.", { code: "lead.not_found" });
    if (lead.status !== "active" || lead.held_for !== null || lead.suppressed_for !== null)
      throw new AppError("impossible", "This person gets no emails, so nothing is researched.", {
        code: "lead.not_emailed",
      });
    const { asked_at, isNew } = await setResearchAsked(tx, leadId);
    if (isNew) await appendEvent(tx, ResearchAsked, { leadId, recipient: maskAddress(lead.email) });
    return { asked_at };
  });
}
