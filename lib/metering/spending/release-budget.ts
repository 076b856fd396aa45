import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { chargeBudget, releaseLease, uncountUnpriced } from "./store-budget";
import { undoReaping } from "./undo-reaping";

/** Gives a lease back whole: the call failed and generated nothing. Safe to repeat. */
export async function releaseBudget(ctx: WorkspaceCtx, { leaseId }: { leaseId: string }): Promise<void> {
  requirePermission(ctx, "ingestion.write");
  // No event: nothing was spent.
  await withTransaction(ctx, async (tx) => {
    const ended =
      (await releaseLease(tx, leaseId)) ?? ((await undoReaping(tx, leaseId)) ? await releaseLease(tx, leaseId) : null);
    if (!ended) return;
    await chargeBudget(tx, ended, 0);
    if (ended.unpriced) await uncountUnpriced(tx, ended.month);
  });
}
