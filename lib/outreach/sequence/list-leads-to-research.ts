import type { LeadsRequest, LeadsToResearchAnswer } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requireCampaign, whatHolds } from "./require-campaign";
import { callCountUnprepared, callLeadsToResearch } from "./store-preparation";

/** Leads who may be mailed and have neither a research note nor an email of the campaign yet, oldest first; none, and why, while it may not run. */
export async function listLeadsToResearch(ctx: WorkspaceCtx, request: LeadsRequest): Promise<LeadsToResearchAnswer> {
  requirePermission(ctx, "sequence.write");
  const { campaign_id: campaignId, limit } = request;
  return withReadTransaction(ctx, async (tx) => {
    const campaign = await requireCampaign(tx, campaignId);
    const leads = await callLeadsToResearch(tx, { campaignId, limit });
    if (leads.length > 0) return { leads, reasons: [] };
    const count = await callCountUnprepared(tx, { campaignId, unresearched: true });
    return { leads, reasons: [{ code: whatHolds(campaign) ?? "lead.none", count }] };
  });
}
