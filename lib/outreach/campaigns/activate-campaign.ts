import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { requireFreeWorkflows } from "@/lib/foundation/workspaces/require-free-workflows";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { CampaignActivated } from "./events";
import { SyncCampaign } from "./jobs";
import type { Campaign, CampaignRef } from "./schemas";
import { getCampaignRow, setCampaignStatus } from "./store";
import { assertTransition } from "./transitions";

/** A draft or failed campaign is deployed first and active when its workflows answer; a paused one sends again at once. */
export async function activateCampaign(ctx: WorkspaceCtx, { campaignId }: CampaignRef): Promise<Campaign> {
  requirePermission(ctx, "campaigns.write");

  return withTransaction(ctx, async (tx) => {
    const campaign = await getCampaignRow(tx, campaignId);
    const to = campaign.status === "paused" ? "active" : "deploying";
    assertTransition(campaign.status, to);
    await requireFreeWorkflows(tx);

    const activated = await setCampaignStatus(tx, campaign, { status: to });
    await appendEvent(tx, CampaignActivated, { campaignId, name: campaign.name });
    await enqueue(tx, SyncCampaign, { workspaceId: tx.workspaceId, campaignId });
    return activated;
  });
}
