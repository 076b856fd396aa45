import type { TxCtx } from "@/lib/platform/transaction";
import { cancelUnconfirmedClaims, deleteUnsent } from "./store-drop";

/**
 * Deletes the emails of a campaign that were never sent and takes back those that an engine claimed and has not confirmed, in the caller's
 * transaction; answers how many. An email that is being handed over keeps its row: its outcome still arrives. The caller has checked the
 * permission.
 */
export async function dropUnsent(tx: TxCtx, campaignId: string): Promise<number> {
  const claims = await cancelUnconfirmedClaims(tx, campaignId);
  const drafts = await deleteUnsent(tx, campaignId);
  return claims + drafts;
}
