import { appendEvents } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { newId } from "@/lib/platform/ids";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { aboutRecurring } from "./about-recurring";
import { RunEnqueued, RunSkipped } from "./events";
import { handOut } from "./hand-out";
import { TASKS_AT_ONCE } from "./limits";
import { planRuns, type Plan } from "./plan-runs";
import { insertRuns, selectOpenRuns, type NewRun } from "./store-runs";
import { setNextTimes, takeDue, type DueTask } from "./store-schedule";

/**
 * Hands out what is due in a workspace: the line of each instant, its job, and the next time commit together, so that each instant is one
 * run even if schedulers work side by side or die anywhere. Answers how many tasks were looked at.
 */
export async function enqueueDue(ctx: WorkspaceCtx): Promise<number> {
  requirePermission(ctx, "recurring.write");

  return withTransaction(ctx, async (tx) => {
    const due = await takeDue(tx, TASKS_AT_ONCE);
    if (due.length === 0) return 0;
    const open = Map.groupBy(
      await selectOpenRuns(
        tx,
        due.map(({ id }) => id),
      ),
      ({ recurring_id }) => recurring_id,
    );
    const plans = due.map((task) => ({ task, plan: planRuns(task, open.get(task.id) ?? [], tx.now()) }));
    const runs = plans.flatMap(({ task, plan }) => rowsOf(task, plan));
    const inserted = new Set(
      await insertRuns(
        tx,
        runs.map(({ row }) => row),
      ),
    );
    const fresh = runs.filter(({ row }) => inserted.has(row.id));
    for (const { row } of fresh) if (row.state === "queued") await handOut(tx, row);
    await tell(tx, fresh);
    await setNextTimes(
      tx,
      plans.map(({ task, plan }) => next(task, plan)),
    );
    return due.length;
  });
}

type Row = { task: DueTask; row: NewRun };

const rowsOf = (task: DueTask, { runs }: Plan): Row[] =>
  runs.map(({ scheduledFor, state, collapsed, covers, why }) => ({
    task,
    row: {
      id: newId(),
      projectId: task.project_id,
      recurringId: task.id,
      key: `recurring:${task.id}:${scheduledFor.toISOString()}`,
      trigger: "schedule",
      scheduledFor: scheduledFor.toISOString(),
      state,
      collapsed,
      coversFrom: covers?.[0].toISOString() ?? null,
      coversTo: covers?.[1].toISOString() ?? null,
      why,
    },
  }));

function next(
  { id }: DueTask,
  { runs, nextRunAt }: Plan,
): { id: string; nextRunAt: string | null; lastRunAt: string | null } {
  const last = runs.findLast(({ state }) => state !== "skipped");
  return { id, nextRunAt: nextRunAt?.toISOString() ?? null, lastRunAt: last?.scheduledFor.toISOString() ?? null };
}

async function tell(tx: TxCtx, rows: readonly Row[]): Promise<void> {
  const about = ({ task, row }: Row) => ({
    ...aboutRecurring(task),
    run_id: row.id,
    scheduled_for: row.scheduledFor,
    policy: task.missed_policy,
    collapsed: row.collapsed,
  });
  const [skipped, enqueued] = [
    rows.filter(({ row }) => row.state === "skipped"),
    rows.filter(({ row }) => row.state !== "skipped"),
  ];
  await appendEvents(
    tx,
    skipped.map((each) => ({
      event: RunSkipped,
      payload: { ...about(each), why: each.row.why ?? "" },
      projectId: each.task.project_id,
    })),
  );
  await appendEvents(
    tx,
    enqueued.map((each) => ({
      event: RunEnqueued,
      payload: { ...about(each), trigger: "schedule" as const },
      projectId: each.task.project_id,
    })),
  );
}
