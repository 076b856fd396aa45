import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { SuppressionsRemoved } from "./events";
import type { RemoveSuppression } from "./schemas";
import { callUnsuppress, entryOf, findSuppression } from "./store-suppressions";

/**
 * Takes back an entry that a founder added, or all of one file; drafts that were cancelled for it wait again. 422
 * `suppression.not_removable` for an opt-out, complaint or bounce: that is not the founder's to take back.
 */
export async function removeSuppression(
  ctx: WorkspaceCtx,
  { email, domain, batch_id }: RemoveSuppression,
): Promise<{ removed: number }> {
  requirePermission(ctx, "email.write");

  return withTransaction(ctx, async (tx) => {
    const entries = batch_id ? [] : [entryOf({ email, domain })];
    const removed = await callUnsuppress(tx, { entries, batchId: batch_id ?? null });
    if (removed > 0) await appendEvent(tx, SuppressionsRemoved, { count: removed });
    else if (entries[0] !== undefined && (await findSuppression(tx, entries[0])))
      throw new AppError("impossible", "This entry is an opt-out, a complaint or a bounce. It stays on the list.", {
        code: "suppression.not_removable",
      });
    return { removed };
  });
}
