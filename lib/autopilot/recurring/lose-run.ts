import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { finishRecurringRun } from "./finish-recurring-run";

/** Ends a run that was begun and never ended; it counts as a failure. */
export async function loseRun(ctx: WorkspaceCtx, { runId }: { runId: string }): Promise<void> {
  requirePermission(ctx, "recurring.write");
  const summary = "It did not end within an hour. Look at the ledger for what it has done.";
  // No event: finishRecurringRun appends it.
  await withTransaction(ctx, (tx) =>
    finishRecurringRun(tx, { runId, result: { ok: false, summary, links: [], cost_cents: 0 } }),
  );
}
