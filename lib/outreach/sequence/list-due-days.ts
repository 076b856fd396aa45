import type { TxCtx } from "@/lib/platform/transaction";
import { spreadDue, type Planned } from "./spread-due";
import { callDueByDay, callSendingDays } from "./store-claims";

/** How many emails of each step leave on each of the next days, within all limits, in the caller's transaction; none while the campaign sends nothing. */
export async function listDueDays(tx: TxCtx, of: { campaignId: string; days: number }): Promise<Planned[]> {
  return spreadDue(await callDueByDay(tx, of), await callSendingDays(tx, of));
}
