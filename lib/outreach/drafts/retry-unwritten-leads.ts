import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { requireCampaign } from "@/lib/outreach/sequence/require-campaign";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { UnwrittenLeadsRetried } from "./events";
import type { RetryUnwrittenLeads } from "./schemas";
import { callRetryFailedDrafts } from "./store-unwritten";

/** Lets the writer be asked again, three times at most, for the leads that are named, or for all it was given up on. Answers how many. */
export async function retryUnwrittenLeads(
  ctx: WorkspaceCtx,
  { campaignId, lead_ids: leadIds }: CampaignRef & RetryUnwrittenLeads,
): Promise<{ retried: number }> {
  requirePermission(ctx, "drafts.write");
  return withTransaction(ctx, async (tx) => {
    const { name } = await requireCampaign(tx, campaignId);
    const retried = await callRetryFailedDrafts(tx, { campaignId, leadIds: leadIds ?? null });
    if (retried > 0) await appendEvent(tx, UnwrittenLeadsRetried, { campaignId, name, count: retried });
    return { retried };
  });
}
