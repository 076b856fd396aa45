import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { aboutRecurring } from "./about-recurring";
import { RecurringDeleted } from "./events";
import { requireRecurring } from "./require-recurring";
import type { RecurringRef } from "./schemas";
import { updateRecurring } from "./store";

/** Deletes a recurring task: it does not run again, its history stays. */
export async function deleteRecurring(
  ctx: WorkspaceCtx,
  { projectId, recurringId }: RecurringRef & { projectId: string },
): Promise<{ deleted: true }> {
  requirePermission(ctx, "recurring.write");

  return withTransaction(ctx, async (tx) => {
    const task = await requireRecurring(tx, { recurringId, projectId }, { lock: true });
    const change = { enabled: false, next_run_at: null, deleted_at: tx.now().toISOString() };
    await updateRecurring(tx, recurringId, { change, seen: true });
    await appendEvent(tx, RecurringDeleted, aboutRecurring(task), { projectId });
    return { deleted: true };
  });
}
