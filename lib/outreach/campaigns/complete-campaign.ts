import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { CampaignCompleted } from "./events";
import { SyncCampaign } from "./jobs";
import type { Campaign, CampaignRef } from "./schemas";
import { getCampaignRow, setCampaignStatus } from "./store";
import { assertTransition } from "./transitions";

/**
 * Says that an active or paused campaign has done its work: from this commit on no email of it is claimed. It stays in the lists, and hears
 * replies and opt-outs for thirty days after its last email. Repeated, it changes nothing.
 */
export async function completeCampaign(ctx: WorkspaceCtx, { campaignId }: CampaignRef): Promise<Campaign> {
  requirePermission(ctx, "campaigns.write");

  return withTransaction(ctx, async (tx) => {
    const campaign = await getCampaignRow(tx, campaignId);
    if (campaign.status === "completed") return campaign;
    assertTransition(campaign.status, "completed");

    const completed = await setCampaignStatus(tx, campaign, { status: "completed" });
    await appendEvent(tx, CampaignCompleted, { campaignId, name: campaign.name });
    await enqueue(tx, SyncCampaign, { workspaceId: tx.workspaceId, campaignId });
    return completed;
  });
}
