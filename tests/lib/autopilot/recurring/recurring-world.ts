import { createRecurring } from "@/lib/autopilot/recurring/create-recurring";
import type { CreateRecurring, Recurring, RecurringRun } from "@/lib/autopilot/recurring/schemas";
import { CreateRecurring as Create } from "@/lib/autopilot/recurring/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Company, TestWorld } from "../../../factories/test-world";
import type { z } from "zod";

type Wanted = Partial<z.input<typeof Create>>;

/** A recurring task of a company; a nightly look unless another kind is wanted. */
export const taskOf = (
  { owner, projectId }: Pick<Company, "owner" | "projectId">,
  wanted: Wanted = {},
): Promise<Recurring> => {
  const task = {
    title: "Sample",
    cron_expr: "0 * * * *",
    timezone: "UTC",
    job_type: "nightshift.cycle_project" as const,
  };
  const parsed: CreateRecurring = Create.parse({ ...task, ...wanted });
  return createRecurring(owner, { projectId, ...parsed });
};

/** The same person or job at another time. */
export const at = <C extends WorkspaceCtx>(ctx: C, time: string | Date): C => ({ ...ctx, now: () => new Date(time) });

/** A task becomes due at an instant. */
export async function dueSince({ admin }: TestWorld, id: string, since: string | Date): Promise<void> {
  const planned = new Date(since).toISOString();
  await admin.query("update project_recurring_tasks set next_run_at = $2, planned_at = $2 where id = $1", [
    id,
    planned,
  ]);
}

/** The runs of a task, the oldest instant first. */
export async function runsOf({ admin }: TestWorld, id: string): Promise<(RecurringRun & { run_key: string })[]> {
  const { rows } = await admin.query<RecurringRun & { run_key: string }>(
    "select * from recurring_task_runs where recurring_id = $1 order by scheduled_for, created_at",
    [id],
  );
  return rows;
}

/** Nothing else of the company becomes due. */
export async function withoutNightly({ admin }: TestWorld, { projectId }: Company): Promise<void> {
  await admin.query("delete from project_recurring_tasks where project_id = $1 and created_by = 'greenlight'", [
    projectId,
  ]);
}
