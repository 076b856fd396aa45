import { findTimeZone } from "@/lib/company/profile/find-time-zone";
import type { TxCtx } from "@/lib/platform/transaction";
import { lockWorkspace, replaceDailyStats } from "./store-daily-stats";

/**
 * Counts a workspace's mail events anew by the days of its time zone. Waits until the transaction is alone in the workspace and stays
 * alone until it ends, so an event that arrives meanwhile is counted once.
 */
export async function recountDailyStats(tx: TxCtx): Promise<void> {
  await lockWorkspace(tx);
  await replaceDailyStats(tx, await findTimeZone(tx));
}
