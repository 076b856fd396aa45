import { findTimeZone } from "@/lib/company/profile/find-time-zone";
import type { TxCtx } from "@/lib/platform/transaction";
import { replaceDailyKpis } from "./store";

/** Counts the visits and payments of a workspace's companies anew by the days of its time zone. The caller is alone in the workspace. */
export async function recountDailyKpis(tx: TxCtx): Promise<void> {
  await replaceDailyKpis(tx, await findTimeZone(tx));
}
