import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Lead, LeadEntry, LeadRef } from "./schemas";
import { selectTimeline } from "./store-lead";
import { findLeadRow } from "./store-leads";

/** One person with everything that happened to them, newest first, at most 500 entries. */
export async function getLead(ctx: WorkspaceCtx, { leadId }: LeadRef): Promise<Lead & { timeline: LeadEntry[] }> {
  requirePermission(ctx, "leads.read");
  return withReadTransaction(ctx, async (tx) => {
    const lead = await findLeadRow(tx, leadId);
    if (!lead) throw new AppError("not_found", "There is no such lead here.", { code: "lead.not_found" });
    return { ...lead, timeline: await selectTimeline(tx, leadId) };
  });
}
