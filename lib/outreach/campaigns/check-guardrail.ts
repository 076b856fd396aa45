import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { tripGuardrail } from "@/lib/outreach/mailbox/trip-guardrail";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { CampaignGuarded } from "./events";
import { SyncCampaign } from "./jobs";
import { selectActive, setCampaignStatus } from "./store";

/**
 * After bounces and complaints: stops the account and pauses its campaigns when there are too many of them. Only a founder lets them go on.
 * Safe to repeat.
 */
export async function checkGuardrail(ctx: WorkspaceCtx): Promise<{ paused: number }> {
  requirePermission(ctx, "campaigns.write");

  return withTransaction(ctx, async (tx) => {
    const guardrail = await tripGuardrail(tx);
    if (guardrail === null) return { paused: 0 };
    const active = await selectActive(tx);
    for (const campaign of active) {
      await setCampaignStatus(tx, campaign, { status: "paused", pauseReason: guardrail });
      await appendEvent(tx, CampaignGuarded, { campaignId: campaign.id, name: campaign.name, guardrail });
      await enqueue(tx, SyncCampaign, { workspaceId: tx.workspaceId, campaignId: campaign.id });
    }
    return { paused: active.length };
  });
}
