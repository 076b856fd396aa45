import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { aboutRecurring } from "./about-recurring";
import { RunDue, RunSkipped, RunStarted } from "./events";
import { releaseNext } from "./release-next";
import { findTaskOfRun, type StoredRecurring } from "./store";
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
    const found = await findTaskOfRun(tx, run.recurring_id);
    if (!found) return null;
    const { task, isDeleted } = found;
    const of = { projectId: task.project_id };
    const about = { ...aboutRecurring(task), run_id: runId, scheduled_for: run.scheduled_for };
    const at = tx.now().toISOString();
    if (isDeleted || (!task.enabled && run.trigger === "schedule")) {
      const why = isDeleted ? "The task was deleted." : "The task was paused.";
      await updateRun(tx, runId, { state: "skipped", why, finished_at: at });
      await appendEvent(tx, RunSkipped, { ...about, collapsed: 1, why, policy: task.missed_policy }, of);
      await releaseNext(tx, task);
      return null;
    }
    const isFirst = run.state === "queued";
    const attempts = run.attempts + 1;
    await updateRun(tx, runId, { attempts, ...(isFirst && { state: "running", started_at: at }) });
    if (!DONE_ABOVE.has(task.job_type)) {
      if (isFirst) await appendEvent(tx, RunStarted, about, of);
      return { run: { ...run, attempts }, task };
    }
    const { id: recurringId, project_id: projectId, title, job_type: kind, payload: input } = task;
    if (isFirst) await appendEvent(tx, RunDue, { runId, recurringId, projectId, title, kind, input }, of);
    return null;
  });
}
