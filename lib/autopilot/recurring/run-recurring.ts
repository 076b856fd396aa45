import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import { aboutRecurring } from "./about-recurring";
import { RunEnqueued } from "./events";
import { handOut } from "./hand-out";
import { requireRecurring } from "./require-recurring";
import type { RecurringRef, RunRecurring } from "./schemas";
import { findRunByKey, insertRuns } from "./store-runs";

/**
 * Runs a task once, now; when it is due next stays as it is. The same key is one run. 409 `recurring.is_paused` for a paused task unless the
 * caller says that it is meant.
 */
export async function runRecurring(
  ctx: WorkspaceCtx,
  { recurringId, projectId, key: given, even_if_paused }: RecurringRef & RunRecurring & { projectId: string },
): Promise<{ run_id: string }> {
  requirePermission(ctx, "recurring.write");

  return withTransaction(ctx, async (tx) => {
    const task = await requireRecurring(tx, { recurringId, projectId }, { lock: true });
    const key = `manual:${given ?? newId()}`;
    const earlier = await findRunByKey(tx, { recurringId, key });
    if (earlier !== null) return { run_id: earlier };
    if (!task.enabled && !even_if_paused) throw isPaused(task.paused_why);
    const id = newId();
    const scheduledFor = tx.now().toISOString();
    const of = { projectId, recurringId, key, trigger: "manual", scheduledFor, state: "queued", collapsed: 1 } as const;
    await insertRuns(tx, [{ id, ...of, coversFrom: null, coversTo: null, why: null }]);
    await handOut(tx, { id, key: `${recurringId}:${key}` });
    const { missed_policy: policy } = task;
    await appendEvent(
      tx,
      RunEnqueued,
      {
        ...aboutRecurring(task),
        run_id: id,
        scheduled_for: scheduledFor,
        trigger: "manual" as const,
        policy,
        collapsed: 1,
      },
      { projectId },
    );
    return { run_id: id };
  });
}

const isPaused = (why: string | null): AppError =>
  new AppError("conflict", `This task is paused. ${why ?? ""} Run it once anyway?`.replace("  ", " "), {
    code: "recurring.is_paused",
  });
