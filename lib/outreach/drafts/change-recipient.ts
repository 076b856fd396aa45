import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { Lead, LeadRef, UpdateLead } from "@/lib/outreach/leads/schemas";
import { updateLead } from "@/lib/outreach/leads/update-lead";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { ApprovalsVoided } from "./events";
import { callVoidLeadApprovals } from "./store-drafts";

/**
 * Changes a lead as {@link updateLead} does. In the same transaction approved emails to it that would not go out as they were approved wait
 * for approval again; answers how many. No email depends on it: a claim compares for itself.
 */
export async function changeRecipient(
  ctx: WorkspaceCtx,
  change: LeadRef & UpdateLead,
): Promise<Lead & { voided_approvals: number }> {
  requirePermission(ctx, "leads.write");
  return withTransaction(ctx, async (tx) => {
    const lead = await updateLead(tx, change);
    const count = await callVoidLeadApprovals(tx, [lead.id]);
    if (count > 0) await appendEvent(tx, ApprovalsVoided, { count });
    return { ...lead, voided_approvals: count };
  });
}
