import { listCampaigns } from "@/lib/outreach/campaigns/list-campaigns";
import { SyncCampaign } from "@/lib/outreach/campaigns/jobs";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";

const MAX_CAMPAIGNS = 200;

/** Fans out one deployment for each active campaign of the workspace, and for each paused one, which hears replies. */
export async function refreshCampaigns(ctx: WorkspaceCtx): Promise<void> {
  requirePermission(ctx, "campaigns.write");

  // No event: each campaign's deployment writes its own.
  await withTransaction(ctx, async (tx) => {
    const { data } = await listCampaigns(tx, { limit: MAX_CAMPAIGNS });
    for (const { id, status } of data) {
      if (status !== "active" && status !== "paused") continue;
      await enqueue(tx, SyncCampaign, { workspaceId: tx.workspaceId, campaignId: id });
    }
  });
}
