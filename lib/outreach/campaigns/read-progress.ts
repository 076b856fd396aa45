import { getSequenceProgress, type SequenceProgress } from "@/lib/outreach/sequence/get-sequence-progress";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Campaign } from "./schemas";
import { callReviewHolds } from "./store";

/** `awaiting_approval`: the drafts that leave only after a decision; none where emails leave by themselves. */
export type CampaignWithProgress = Campaign & { progress: SequenceProgress[]; awaiting_approval: number };

/** Adds to a campaign how far each of its steps is, as the caller's transaction sees it. */
export async function readProgress(
  tx: TxCtx,
  campaigns: readonly Campaign[],
): Promise<(campaign: Campaign) => CampaignWithProgress> {
  const ids = campaigns.map(({ id }) => id);
  const counted = await getSequenceProgress(tx, ids);
  const holding = new Set(await callReviewHolds(tx, ids));
  return (campaign) => {
    const progress = counted.get(campaign.id) ?? [];
    const drafted = progress.reduce((sum, step) => sum + step.drafted, 0);
    return { ...campaign, progress, awaiting_approval: holding.has(campaign.id) ? drafted : 0 };
  };
}
