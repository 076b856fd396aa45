import type { TxCtx } from "@/lib/platform/transaction";
import { callDueByDay, type DueOnDay } from "./store-claims";

/** How many emails of each step of a campaign become due on each of the next days, in the caller's transaction. */
export const listDueDays = (tx: TxCtx, of: { campaignId: string; days: number }): Promise<DueOnDay[]> =>
  callDueByDay(tx, of);
