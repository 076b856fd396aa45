import type { TxCtx } from "@/lib/platform/transaction";
import { limitOf, monthOf } from "./budget";
import { deleteAlertsAbove, selectPlan, selectSpend } from "./store-budget";

/** After the plan changed, in the caller's transaction: shares that the new limit has not reached are announced when it does. */
export async function restartAlerts(tx: TxCtx): Promise<void> {
  const month = monthOf(tx.now());
  const limit = limitOf(await selectPlan(tx));
  const { spent } = await selectSpend(tx, month);
  await deleteAlertsAbove(tx, { month, spent, limit });
}
