import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { CampaignPaused } from "./events";
import { SyncCampaign } from "./jobs";
import type { Campaign, CampaignRef } from "./schemas";
import { getCampaignRow, setCampaignStatus } from "./store";
import { assertTransition } from "./transitions";

/**
 * Stops sending: from this commit on no email of the campaign is claimed, and a claim that is not confirmed yet is withdrawn. Replies and
 * opt-outs are heard on.
 */
export async function pauseCampaign(ctx: WorkspaceCtx, { campaignId }: CampaignRef): Promise<Campaign> {
  requirePermission(ctx, "campaigns.write");

  return withTransaction(ctx, async (tx) => {
    const campaign = await getCampaignRow(tx, campaignId);
    assertTransition(campaign.status, "paused");

    const paused = await setCampaignStatus(tx, campaign, { status: "paused", pauseReason: "founder" });
    await appendEvent(tx, CampaignPaused, { campaignId, name: campaign.name });
    await enqueue(tx, SyncCampaign, { workspaceId: tx.workspaceId, campaignId });
    return paused;
  });
}
