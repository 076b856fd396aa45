import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { aboutRecurring } from "./about-recurring";
import { RunDue, RunSkipped } from "./events";
import { releaseNext } from "./release-next";
import { findRecurring, type StoredRecurring } from "./store";
import { findRun, updateRun, type StoredRun } from "./store-runs";

/** Kinds that a domain above does, when it hears `recurring.run_due`. */
const DONE_ABOVE: ReadonlySet<string> = new Set(["nightshift.cycle_project", "reports.write_report"]);

export type Begun = { run: StoredRun; task: StoredRecurring };

/**
 * Marks a run as begun, and tells the domain that does its kind; answers it when it is to be done here. Null for one that is over, or that a
 * domain above has taken; one of a task that was paused or deleted meanwhile is skipped.
 */
export async function beginRun(ctx: WorkspaceCtx, { runId }: { runId: string }): Promise<Begun | null> {
  requirePermission(ctx, "recurring.write");

  return withTransaction(ctx, async (tx) => {
    const run = await findRun(tx, runId, { lock: true });
    if (!run || (run.state !== "queued" && run.state !== "running")) return null;
    const task = await findRecurring(tx, run.recurring_id);
    const at = tx.now().toISOString();
    if (!task || (!task.enabled && run.trigger === "schedule")) {
      const why = task ? "The task was paused." : "The task was deleted.";
      await updateRun(tx, runId, { state: "skipped", why, finished_at: at });
      const about = { run_id: runId, scheduled_for: run.scheduled_for, collapsed: 1, why };
      if (task)
        await appendEvent(
          tx,
          RunSkipped,
          { ...aboutRecurring(task), ...about, policy: task.missed_policy },
          { projectId: task.project_id },
        );
      await releaseNext(tx, run.recurring_id);
      return null;
    }
    const isFirst = run.state === "queued";
    const attempts = run.attempts + 1;
    await updateRun(tx, runId, { attempts, ...(isFirst && { state: "running", started_at: at }) });
    if (!DONE_ABOVE.has(task.job_type)) return { run: { ...run, attempts }, task };
    const { id: recurringId, project_id: projectId, title, job_type: kind, payload: input } = task;
    if (isFirst) await appendEvent(tx, RunDue, { runId, recurringId, projectId, title, kind, input }, { projectId });
    return null;
  });
}
