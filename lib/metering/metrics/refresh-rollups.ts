import type { SystemCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { patiently } from "@/lib/platform/patience";
import { withServiceTransaction, type ServiceTx } from "@/lib/platform/transaction";
import type { RollupDrift } from "./schemas";
import { recordDrifts, refreshViews, takeRecountLock } from "./store-rollups";

/** The events of every workspace: as long as its job may take. */
const LONGEST_SECONDS = 900;

const underWay = (): AppError =>
  new AppError("conflict", "A recount is under way already. Look at its result in a minute.", {
    code: "rollups.refreshing",
    retryable: true,
  });

/**
 * Recounts the rollup views, the model calls and the budgets, and answers where the sums that are kept disagree: nothing, as long as all
 * is well. Repairs nothing. One snapshot of the database for both, so that what arrives meanwhile is no drift. 409 `rollups.refreshing`
 * while another recount is under way.
 */
export async function refreshRollups(ctx: SystemCtx): Promise<RollupDrift[]> {
  const recount = async (tx: ServiceTx): Promise<RollupDrift[]> => {
    if (!(await takeRecountLock(tx))) throw underWay();
    await refreshViews(tx);
    return recordDrifts(tx);
  };
  const drifts = await patiently(LONGEST_SECONDS, () => withServiceTransaction(ctx, recount, "repeatable read"));
  if (drifts.length > 0) {
    log().error({ drifts: drifts.slice(0, 20), count: drifts.length }, "sums that are kept disagree with a recount");
  }
  return drifts;
}
