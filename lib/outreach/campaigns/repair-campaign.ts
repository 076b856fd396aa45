import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requireFreeWorkflows } from "@/lib/foundation/workspaces/require-free-workflows";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { CampaignRepairRequested } from "./events";
import { SyncCampaign } from "./jobs";
import type { CampaignRef, CampaignStatus } from "./schemas";
import { getCampaignRow } from "./store";

/** Why a repair begins by itself; null when a founder asked. */
type Repair = CampaignRef & { reason?: string };

const REPAIRABLE: ReadonlySet<CampaignStatus> = new Set<CampaignStatus>(["active", "paused", "deploying"]);

/**
 * Puts an active campaign's credentials and workflows into n8n again, publishes them and looks whether each answers; of a paused one those
 * that hear replies and opt-outs. Nothing is sent twice by it. In any other state: `campaign.not_active`, because activating deploys it.
 */
export async function repairCampaign(ctx: WorkspaceCtx, { campaignId, reason }: Repair): Promise<{ accepted: true }> {
  requirePermission(ctx, "campaigns.write");

  return withTransaction(ctx, async (tx) => {
    const campaign = await getCampaignRow(tx, campaignId);
    if (!REPAIRABLE.has(campaign.status)) {
      throw new AppError(
        "impossible",
        `This campaign is ${campaign.status}. Activate it: that deploys its workflows.`,
        {
          code: "campaign.not_active",
        },
      );
    }
    await requireFreeWorkflows(tx);
    await appendEvent(tx, CampaignRepairRequested, { campaignId, name: campaign.name, reason: reason ?? null });
    await enqueue(tx, SyncCampaign, { workspaceId: tx.workspaceId, campaignId });
    return { accepted: true };
  });
}
