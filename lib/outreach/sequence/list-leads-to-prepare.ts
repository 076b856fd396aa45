import type { LeadsRequest, LeadsToPrepareAnswer } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requireCampaign, whatHolds } from "./require-campaign";
import { callCountUnprepared, callLeadsToPrepare, callWriteExactDrafts } from "./store-preparation";

const EXACT_AT_ONCE = 1_000;

/**
 * Leads who may be mailed and lack emails that a model writes, oldest first, with the steps to write; none, and why, while the campaign
 * may not run. Emails that are sent exactly as their founder wrote them are written here, for the next 1,000 leads.
 */
export async function listLeadsToPrepare(ctx: WorkspaceCtx, request: LeadsRequest): Promise<LeadsToPrepareAnswer> {
  requirePermission(ctx, "sequence.write");
  const { campaign_id: campaignId, limit } = request;

  // No event: drafts come by the thousand; the campaign's progress counts them.
  return withTransaction(ctx, async (tx) => {
    const campaign = await requireCampaign(tx, campaignId);
    await callWriteExactDrafts(tx, { campaignId, limit: EXACT_AT_ONCE });
    const leads = await callLeadsToPrepare(tx, { campaignId, limit });
    if (leads.length > 0) return { leads, reasons: [] };
    const count = await callCountUnprepared(tx, { campaignId, unresearched: false });
    return { leads, reasons: [{ code: whatHolds(campaign) ?? "lead.none", count }] };
  });
}
