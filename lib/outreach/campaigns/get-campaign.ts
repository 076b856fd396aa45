import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { CampaignRef } from "./schemas";
import { getCampaignRow } from "./store";
import { readProgress, type CampaignWithProgress } from "./read-progress";

export type { CampaignWithProgress };

/** One campaign with how far each of its steps is, and how many drafts wait for a decision. */
export async function getCampaign(ctx: WorkspaceCtx, { campaignId }: CampaignRef): Promise<CampaignWithProgress> {
  requirePermission(ctx, "campaigns.read");
  return withReadTransaction(ctx, async (tx) => {
    const campaign = await getCampaignRow(tx, campaignId);
    const withProgress = await readProgress(tx, [campaign]);
    return withProgress(campaign);
  });
}
