import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { limitOf } from "./budget";
import { announceUnpricedRefusal } from "./announce-unpriced-refusal";
import { selectPlan, selectSpend } from "./store-budget";
import { THRESHOLDS, BudgetExceeded, announce } from "./budget-alerts";

/** A refusal means that the budget is as good as used up. It undid its own transaction, so the first one of a month is announced in another. */
export async function announceRefusal(ctx: WorkspaceCtx, error: unknown): Promise<void> {
  await announceUnpricedRefusal(ctx, error);
  if (!(error instanceof BudgetExceeded) || !error.isNews) return;
  const { month } = error;
  // No permission: the verb that was refused has checked it.
  // No event: announce() appends it.
  await withTransaction(ctx, async (tx) => {
    const limit = limitOf(await selectPlan(tx));
    if (limit === null) return;
    const { spent } = await selectSpend(tx, month);
    await announce(tx, { month, spent, limit, reached: [...THRESHOLDS] });
  });
}
