import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { CleanUpRequested } from "./events";
import { CleanUpLaunch } from "./jobs";
import { lockIgnition, reopenRollback } from "./store";

/**
 * Has what an ended launch left behind undone again, in the caller's transaction; answers the titles of those steps. While an undoing is
 * under way it answers null and starts no second one. 409 `ignition.nothing_left`.
 */
export async function beginCleanUp(tx: TxCtx): Promise<string[] | null> {
  // No permission: the callers asked; a part of their transactions.
  const ignition = await lockIgnition(tx);
  if (ignition?.status === "rollback_in_progress") return null;
  const left = (ignition?.steps ?? []).flatMap(({ status, title }) => (status === "undo_failed" ? [title] : []));
  if (!ignition || !(await reopenRollback(tx))) {
    throw new AppError("conflict", "There is nothing to clean up: no launch left anything behind.", {
      code: "ignition.nothing_left",
    });
  }
  await appendEvent(tx, CleanUpRequested, { left });
  await enqueue(tx, CleanUpLaunch, { workspaceId: tx.workspaceId, attempt: ignition.attempt });
  return left;
}
