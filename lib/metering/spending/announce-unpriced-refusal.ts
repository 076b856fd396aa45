import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { UnpricedCallRefused } from "./events";
import { markUnpricedTold } from "./store-budget";
import { count, UnpricedCallsExceeded } from "./unpriced-alerts";

/** Tells the founders of the first refusal of a month, which undid its own transaction. Other errors are none of its business. */
export async function announceUnpricedRefusal(ctx: WorkspaceCtx, error: unknown): Promise<void> {
  if (!(error instanceof UnpricedCallsExceeded)) return;
  const { month, limit } = error;
  // No permission: the verb that was refused has checked it.
  await withTransaction(ctx, async (tx) => {
    if (!(await markUnpricedTold(tx, { month, about: "unpriced_refused_at" }))) return;
    const title = `A model call was refused: this month's ${count(limit)} calls without a known price are used up`;
    await notify(tx, [{ type: "budget.unpriced_calls_used_up", title, data: { month, limit } }]);
    await appendEvent(tx, UnpricedCallRefused, { month, limit });
  });
}
