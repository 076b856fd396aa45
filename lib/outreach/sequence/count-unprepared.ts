import type { TxCtx } from "@/lib/platform/transaction";
import { callCountUnprepared } from "./store-preparation";

/** How many leads of the workspace have no email of a campaign yet and may get one, in the caller's transaction. */
export const countUnprepared = (tx: TxCtx, campaignId: string): Promise<number> =>
  callCountUnprepared(tx, { campaignId, unresearched: false });
