import type { LeadsRequest, LeadsToPrepareAnswer } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requireCampaign, whatHolds } from "./require-campaign";
import { callCountUnprepared, callLeadsToPrepare } from "./store-preparation";

/** Leads who may be mailed and have no email of the campaign yet, oldest first; none, and why, while it may not run. */
export async function listLeadsToPrepare(ctx: WorkspaceCtx, request: LeadsRequest): Promise<LeadsToPrepareAnswer> {
  requirePermission(ctx, "sequence.write");
  const { campaign_id: campaignId, limit } = request;
  return withReadTransaction(ctx, async (tx) => {
    const campaign = await requireCampaign(tx, campaignId);
    const leads = await callLeadsToPrepare(tx, { campaignId, limit });
    if (leads.length > 0) return { leads, reasons: [] };
    const count = await callCountUnprepared(tx, { campaignId, unresearched: false });
    return { leads, reasons: [{ code: whatHolds(campaign) ?? "lead.none", count }] };
  });
}
