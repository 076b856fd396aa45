import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getProject } from "@/lib/company/projects/get-project";
import { isUniqueViolation } from "@/lib/platform/database-errors";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import { aboutRecurring } from "./about-recurring";
import { checkPayload } from "./check-payload";
import { RecurringCreated, RecurringProposed } from "./events";
import { nextRun } from "./next-run";
import { refuseCron } from "./refuse-cron";
import { requireRecurring } from "./require-recurring";
import { withWords } from "./schedule-words";
import type { CreateRecurring, JobType, Recurring } from "./schemas";
import { insertRecurring, selectRecurring } from "./store";

const MOST_TASKS = 100;
const AGENTS: Partial<Record<JobType, string>> = { "nightshift.cycle_project": "night_shift" };

const PROPOSED = "It was proposed. Resume it, and it begins with its next time.";

type Wanted = CreateRecurring & { projectId: string; proposed?: boolean };

/**
 * Adds a recurring task, first due at its next time; one that is only proposed is paused until a member resumes it. 422 `recurring.bad_cron`, `recurring.bad_zone` with the reason, and what the kind refuses;
 * 409 `recurring.key_taken`.
 */
export async function createRecurring(
  ctx: WorkspaceCtx,
  { projectId, proposed = false, ...wanted }: Wanted,
): Promise<Recurring> {
  requirePermission(ctx, "recurring.write");
  const { title, cron_expr, timezone, job_type, priority, missed_policy, overlap } = wanted;
  const id = newId();
  const taskKey = wanted.task_key ?? `task_${id.replaceAll("-", "").slice(0, 12)}`;
  try {
    return await withTransaction(ctx, async (tx) => {
      await getProject(tx, { projectId });
      refuseCron(wanted, tx.now());
      const payload = await checkPayload(tx, { projectId, jobType: job_type, payload: wanted.payload });
      if ((await selectRecurring(tx, projectId)).length >= MOST_TASKS) throw tooMany();
      await insertRecurring(tx, {
        id,
        projectId,
        taskKey,
        title,
        cronExpr: cron_expr,
        timezone,
        jobType: job_type,
        agentKey: AGENTS[job_type] ?? null,
        payload,
        priority,
        missedPolicy: missed_policy,
        overlap,
        nextRunAt: proposed ? null : (nextRun(cron_expr, timezone, tx.now())?.toISOString() ?? null),
        pausedWhy: proposed ? PROPOSED : null,
        createdBy: actorId(ctx.actor),
      });
      const about = { ...aboutRecurring({ id, title }), cron_expr, timezone };
      await appendEvent(tx, proposed ? RecurringProposed : RecurringCreated, about, { projectId });
      return withWords(await requireRecurring(tx, { recurringId: id }));
    });
  } catch (error) {
    if (!isUniqueViolation(error, "project_recurring_tasks_project_id_task_key_key")) throw error;
    throw new AppError(
      "conflict",
      `The company has, or had, a recurring task with the key ${taskKey}. Choose another.`,
      {
        code: "recurring.key_taken",
        details: { field: "task_key" },
      },
    );
  }
}

const tooMany = (): AppError =>
  new AppError("impossible", `A company has at most ${MOST_TASKS} recurring tasks. Delete one first.`, {
    code: "recurring.too_many",
  });
