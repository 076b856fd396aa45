import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { liftGuardrail } from "@/lib/outreach/mailbox/lift-guardrail";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { requireFreeWorkflows } from "@/lib/foundation/workspaces/require-free-workflows";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { CampaignActivated } from "./events";
import { SyncCampaign } from "./jobs";
import type { Campaign, CampaignRef, PauseReason } from "./schemas";
import { getCampaignRow, setCampaignStatus } from "./store";
import { assertTransition } from "./transitions";

const GUARDED: ReadonlySet<PauseReason | null> = new Set<PauseReason>(["bounces", "complaints"]);

/**
 * A draft or failed campaign is deployed first and active when its workflows answer; a paused one sends again at once. One that a guardrail
 * paused is resumed by a person only, and the account with it.
 */
export async function activateCampaign(ctx: WorkspaceCtx, { campaignId }: CampaignRef): Promise<Campaign> {
  requirePermission(ctx, "campaigns.write");

  return withTransaction(ctx, async (tx) => {
    const campaign = await getCampaignRow(tx, campaignId);
    const to = campaign.status === "paused" ? "active" : "deploying";
    assertTransition(campaign.status, to);
    await requireFreeWorkflows(tx);
    if (GUARDED.has(campaign.pause_reason)) await liftGuardrail(tx);

    const activated = await setCampaignStatus(tx, campaign, { status: to });
    await appendEvent(tx, CampaignActivated, { campaignId, name: campaign.name });
    await enqueue(tx, SyncCampaign, { workspaceId: tx.workspaceId, campaignId });
    return activated;
  });
}
