import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { getSequenceProgress, type SequenceProgress } from "@/lib/outreach/sequence/get-sequence-progress";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Campaign, CampaignRef } from "./schemas";
import { getCampaignRow } from "./store";

export type CampaignWithProgress = Campaign & { progress: SequenceProgress[] };

/** One campaign with how far each of its steps is. */
export async function getCampaign(ctx: WorkspaceCtx, { campaignId }: CampaignRef): Promise<CampaignWithProgress> {
  requirePermission(ctx, "campaigns.read");
  return withReadTransaction(ctx, async (tx) => {
    const campaign = await getCampaignRow(tx, campaignId);
    const progress = await getSequenceProgress(tx, [campaignId]);
    return { ...campaign, progress: progress.get(campaignId) ?? [] };
  });
}
