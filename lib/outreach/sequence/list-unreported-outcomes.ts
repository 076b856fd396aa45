import type { TxCtx } from "@/lib/platform/transaction";
import { callUnreportedOutcomes, type UnreportedOutcome } from "./store-outcomes";

/** Emails that went out or bounced and are not among the events yet, oldest first, in the caller's transaction. The caller has checked the permission. */
export const listUnreportedOutcomes = (tx: TxCtx, limit: number): Promise<UnreportedOutcome[]> =>
  callUnreportedOutcomes(tx, limit);
