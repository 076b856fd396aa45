import type { SystemCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import { patiently } from "@/lib/platform/patience";
import { withServiceTransaction, type ServiceTx } from "@/lib/platform/transaction";
import type { RollupDrift } from "./schemas";
import { recordDrifts, refreshViews } from "./store-rollups";

/** All events of everybody: as long as its job may take. */
const LONGEST_SECONDS = 900;

/**
 * Recounts the rollup views, the model calls and the budgets, and answers where the sums that are kept disagree: nothing, as long as all
 * is well. Repairs nothing. One snapshot of the database for both, so that what arrives meanwhile is no drift.
 */
export async function refreshRollups(ctx: SystemCtx): Promise<RollupDrift[]> {
  const recount = async (tx: ServiceTx): Promise<RollupDrift[]> => {
    await refreshViews(tx);
    return recordDrifts(tx);
  };
  const drifts = await patiently(LONGEST_SECONDS, () => withServiceTransaction(ctx, recount, "repeatable read"));
  if (drifts.length > 0) {
    log().error({ drifts: drifts.slice(0, 20), count: drifts.length }, "sums that are kept disagree with a recount");
  }
  return drifts;
}
