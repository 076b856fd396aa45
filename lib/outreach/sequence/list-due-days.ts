import type { TxCtx } from "@/lib/platform/transaction";
import { spreadDue, type Planned } from "./spread-due";
import { callDueByDay, callSendingDays } from "./store-claims";

/**
 * How many emails of each step of a campaign are expected to leave on each of the next days, in the caller's transaction; none while it
 * sends nothing. All active campaigns are planned together, because they share the account's limits.
 */
export async function listDueDays(
  tx: TxCtx,
  { campaignId, days }: { campaignId: string; days: number },
): Promise<Omit<Planned, "campaignId">[]> {
  const planned = spreadDue(await callDueByDay(tx, days), await callSendingDays(tx, days));
  return planned.flatMap(({ campaignId: of, ...lot }) => (of === campaignId ? [lot] : []));
}
