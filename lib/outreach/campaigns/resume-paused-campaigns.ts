import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { CampaignResumed } from "./events";
import { SyncCampaign } from "./jobs";
import { selectWaitingForServer, setCampaignStatus } from "./store";

/**
 * Lets every campaign go on that was paused because of the mail server, after a test that the account passed. One that a founder paused
 * stays paused. Safe to repeat.
 */
export async function resumePausedCampaigns(ctx: WorkspaceCtx): Promise<{ resumed: number }> {
  requirePermission(ctx, "campaigns.write");

  return withTransaction(ctx, async (tx) => {
    const waiting = await selectWaitingForServer(tx);
    for (const campaign of waiting) {
      await setCampaignStatus(tx, campaign, { status: "active" });
      await appendEvent(tx, CampaignResumed, { campaignId: campaign.id, name: campaign.name });
      await enqueue(tx, SyncCampaign, { workspaceId: tx.workspaceId, campaignId: campaign.id });
    }
    return { resumed: waiting.length };
  });
}
