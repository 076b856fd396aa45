import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { CampaignArchived } from "./events";
import { SyncCampaign } from "./jobs";
import type { Campaign, CampaignRef } from "./schemas";
import { getCampaignRow, setCampaignStatus } from "./store";
import { assertTransition } from "./transitions";

/**
 * Ends a campaign for good: no email of it is sent any more, and it leaves the lists. Its numbers and its history stay. Repeated, it
 * changes nothing.
 */
export async function archiveCampaign(ctx: WorkspaceCtx, { campaignId }: CampaignRef): Promise<Campaign> {
  requirePermission(ctx, "campaigns.write");

  return withTransaction(ctx, async (tx) => {
    const campaign = await getCampaignRow(tx, campaignId);
    if (campaign.status === "archived") return campaign;
    assertTransition(campaign.status, "archived");

    const archived = await setCampaignStatus(tx, campaign, { status: "archived" });
    await appendEvent(tx, CampaignArchived, { campaignId, name: campaign.name });
    await enqueue(tx, SyncCampaign, { workspaceId: tx.workspaceId, campaignId });
    return archived;
  });
}
