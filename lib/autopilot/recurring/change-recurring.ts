import { isDeepStrictEqual } from "node:util";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { aboutRecurring } from "./about-recurring";
import { checkPayload } from "./check-payload";
import { RecurringChanged, RecurringPaused, RecurringResumed } from "./events";
import { nextRun } from "./next-run";
import { refuseCron } from "./refuse-cron";
import { requireRecurring } from "./require-recurring";
import { withWords } from "./schedule-words";
import type { ChangeRecurring, Recurring, RecurringRef } from "./schemas";
import { updateRecurring, type Change, type StoredRecurring } from "./store";

type Wanted = RecurringRef & ChangeRecurring & { projectId: string };

/**
 * Changes, pauses or resumes a recurring task over the revision that was read; 409 `recurring.stale` with the current `task`. Another schedule,
 * and a task that is resumed, are due next from now on: nothing is made up for. A run that waits already keeps its time.
 */
export async function changeRecurring(
  ctx: WorkspaceCtx,
  { projectId, recurringId, revision, enabled, ...wanted }: Wanted,
): Promise<Recurring> {
  requirePermission(ctx, "recurring.write");

  return withTransaction(ctx, async (tx) => {
    const task = await requireRecurring(tx, { recurringId, projectId }, { lock: true });
    if (task.revision !== revision) throw stale(withWords(task));
    const schedule = { cron_expr: wanted.cron_expr ?? task.cron_expr, timezone: wanted.timezone ?? task.timezone };
    refuseCron(schedule, tx.now());
    const payload =
      wanted.payload && (await checkPayload(tx, { projectId, jobType: task.job_type, payload: wanted.payload }));
    const change: Change = differing(task, { ...wanted, ...(payload && { payload }) });
    const changed = Object.keys(change);
    const isSwitched = enabled !== undefined && enabled !== task.enabled;
    if (changed.length === 0 && !isSwitched) return withWords(task);
    const runs = enabled ?? task.enabled;
    const isNewTime = "cron_expr" in change || "timezone" in change || isSwitched;
    const next = runs ? (nextRun(schedule.cron_expr, schedule.timezone, tx.now())?.toISOString() ?? null) : null;
    await updateRecurring(tx, recurringId, {
      change: {
        ...change,
        ...("timezone" in change && { follows_zone: false }),
        ...(isSwitched && { enabled, paused_why: enabled ? null : "Paused by hand.", failures: 0 }),
        ...(isNewTime && { next_run_at: next, planned_at: tx.now().toISOString() }),
      },
      seen: true,
    });
    const about = aboutRecurring({ id: recurringId, title: change.title ?? task.title });
    if (changed.length > 0) await appendEvent(tx, RecurringChanged, { ...about, changed }, { projectId });
    if (isSwitched && runs) await appendEvent(tx, RecurringResumed, about, { projectId });
    if (isSwitched && !runs) await appendEvent(tx, RecurringPaused, { ...about, why: "by hand." }, { projectId });
    return withWords(await requireRecurring(tx, { recurringId }));
  });
}

type Fields = Omit<ChangeRecurring, "revision" | "enabled">;

/** The fields that are given and differ from what is stored. */
const differing = (task: StoredRecurring, wanted: Fields): Fields =>
  Object.fromEntries(
    Object.entries(wanted).filter(
      ([field, value]) => value !== undefined && !isDeepStrictEqual(value, task[field as keyof StoredRecurring]),
    ),
  );

const stale = (task: Recurring): AppError =>
  new AppError("conflict", "This task was changed since you opened it. Look at it as it is now, then save again.", {
    code: "recurring.stale",
    details: { task },
  });
