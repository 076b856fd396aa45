import type { z } from "zod";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import type { TxCtx } from "@/lib/platform/transaction";
import { aboutRecurring } from "./about-recurring";
import { RecurringPaused, RunFailed, RunFinished } from "./events";
import { FAILURES_UNTIL_PAUSE } from "./limits";
import { releaseNext } from "./release-next";
import { RunResult } from "./schemas";
import { findTaskOfRun, updateRecurring, type StoredRecurring } from "./store";
import { findRun, updateRun } from "./store-runs";

type Finished = { runId: string; result: z.input<typeof RunResult> };

/**
 * Records how a run ended, in the caller's transaction, and lets the next one that waits begin. The third failure in a row pauses the task and
 * tells the founder. False when the run was over already: its first end stands.
 */
export async function finishRecurringRun(tx: TxCtx, { runId, result }: Finished): Promise<boolean> {
  const { cost_cents, ...told } = RunResult.parse({ ...result, summary: result.summary.slice(0, 1000) });
  const run = await findRun(tx, runId);
  // The task first, as everywhere: two that end at once count one after the other.
  const found = run && (await findTaskOfRun(tx, run.recurring_id, { lock: true }));
  const current = run && (await findRun(tx, runId, { lock: true }));
  if (!found || !current || (current.state !== "queued" && current.state !== "running")) return false;
  const { task, isDeleted } = found;
  const finished_at = tx.now().toISOString();
  await updateRun(tx, runId, { state: told.ok ? "finished" : "failed", finished_at, result: told, cost_cents });
  const of = { projectId: task.project_id };
  const about = { ...aboutRecurring(task), run_id: runId, scheduled_for: current.scheduled_for, summary: told.summary };
  const links = [...about.links, ...told.links];
  const failures = told.ok ? 0 : task.failures + 1;
  if (told.ok) await appendEvent(tx, RunFinished, { ...about, links }, of);
  else await appendEvent(tx, RunFailed, { ...about, links, failures }, of);
  if (!isDeleted) await updateRecurring(tx, task.id, { change: { failures }, seen: false });
  if (task.enabled && failures >= FAILURES_UNTIL_PAUSE) await pause(tx, task, told.summary);
  await releaseNext(tx, task);
  return true;
}

async function pause(tx: TxCtx, task: StoredRecurring, summary: string): Promise<void> {
  const why = `It failed ${FAILURES_UNTIL_PAUSE} times in a row, the last time so: ${summary}`.slice(0, 500);
  await updateRecurring(tx, task.id, { change: { enabled: false, paused_why: why, next_run_at: null }, seen: true });
  await appendEvent(tx, RecurringPaused, { ...aboutRecurring(task), why }, { projectId: task.project_id });
  const title = `The recurring task “${task.title}” is paused: ${why}`;
  await notify(tx, [
    { type: RecurringPaused.type, title, data: { project_id: task.project_id, recurring_id: task.id } },
  ]);
}
