import type { TxCtx } from "@/lib/platform/transaction";
import { lockSequenceRow } from "./store-steps";

/**
 * Keeps the sequence of a campaign as it is until the caller's transaction ends. Taken before the campaign's row is changed, as
 * `genesis.save_sequence` does: so that two changes of the delays queue up instead of ending each other.
 */
export const lockSequence = (tx: TxCtx, campaignId: string): Promise<void> => lockSequenceRow(tx, campaignId);
