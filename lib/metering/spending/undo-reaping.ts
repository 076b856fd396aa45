import type { TxCtx } from "@/lib/platform/transaction";
import { lockSettledAsAbandoned, reopenLease, unchargeBudget } from "./store-budget";
import { takeFromDailyCosts } from "./store-daily-costs";

/** Makes a lease again of a call that comes back after it was reaped, when everything it could have cost was charged. False: it was not. */
export async function undoReaping(tx: TxCtx, leaseId: string): Promise<boolean> {
  const reaped = await lockSettledAsAbandoned(tx, leaseId);
  if (!reaped) return false;
  // In the order in which a settled call takes these rows, so that the two cannot deadlock.
  await unchargeBudget(tx, reaped);
  await takeFromDailyCosts(tx, leaseId);
  await reopenLease(tx, leaseId);
  return true;
}
