import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { FailedEmailsRetried } from "./events";
import { requireCampaign } from "./require-campaign";
import { resetFailed } from "./store-outcomes";

/**
 * Makes the emails of a campaign that failed for good due again, with all their attempts; answers how many. One to a person who may not
 * be contacted any more is cancelled instead. 404 `campaign.not_found`.
 */
export async function retryFailedEmails(
  ctx: WorkspaceCtx,
  { campaignId }: { campaignId: string },
): Promise<{ retried: number; cancelled: number }> {
  requirePermission(ctx, "campaigns.write");

  return withTransaction(ctx, async (tx) => {
    await requireCampaign(tx, campaignId);
    const statuses = await resetFailed(tx, campaignId);
    const cancelled = statuses.filter((status) => status === "cancelled").length;
    const retried = statuses.length - cancelled;
    if (statuses.length > 0) await appendEvent(tx, FailedEmailsRetried, { campaignId, retried, cancelled });
    return { retried, cancelled };
  });
}
