import type { TxCtx } from "@/lib/platform/transaction";
import { countSequenceEmails, type SequenceProgress } from "./store-sequence";

export type { SequenceProgress };

/** How many mails of each step of these campaigns are in which state, by campaign id. Part of the caller's transaction. */
export async function getSequenceProgress(tx: TxCtx, campaignIds: string[]): Promise<Map<string, SequenceProgress[]>> {
  const counted = await countSequenceEmails(tx, campaignIds);
  return Map.groupBy(counted, (row) => row.campaign_id);
}
