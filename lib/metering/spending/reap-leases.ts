import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { announceBudgetOf } from "./budget-alerts";
import { chargeBudget, lockAbandonedLeases, settleAbandoned } from "./store-budget";
import { addToDailyCosts } from "./store-daily-costs";

/**
 * Ends this workspace's calls that never came back. Such a call may have used all that was set aside for it: that is charged, so that
 * the limit stays true. A call that comes back later is charged what it really cost instead. Safe to repeat.
 */
export async function reapLeases(ctx: WorkspaceCtx): Promise<void> {
  requirePermission(ctx, "ingestion.write");
  // No event: the usage rows are the record.
  await withTransaction(ctx, async (tx) => {
    const abandoned = await lockAbandonedLeases(tx, tx.now().toISOString());
    if (abandoned.length === 0) return;
    const ids = abandoned.map(({ id }) => id);
    await settleAbandoned(tx, ids);
    for (const lease of abandoned) await chargeBudget(tx, lease, lease.held);
    await addToDailyCosts(tx, ids);
    for (const month of new Set(abandoned.map((lease) => lease.month))) await announceBudgetOf(tx, month);
  });
}
