import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import type { JobType, MissedPolicy, Overlap } from "./schemas";

/** Workspaces with something due, or with something planned after now: the clock was set back since. */
export async function selectDueWorkspaces(tx: ServiceTx): Promise<string[]> {
  const now = tx.now().toISOString();
  const { rows } = await sql<{ workspace_id: string }>`
    select due.workspace_id from (
      select workspace_id, min(next_run_at) as since from project_recurring_tasks
      where enabled and next_run_at <= ${now} group by workspace_id
      union
      select workspace_id, min(next_run_at) from project_recurring_tasks
      where enabled and planned_at > ${now}::timestamptz + interval '1 minute' group by workspace_id) due
    group by due.workspace_id
    order by min(due.since)`.execute(tx.db);
  return rows.map(({ workspace_id }) => workspace_id);
}

/** Runs that were begun or handed out before a moment and never ended, in any workspace. */
export async function selectLostRuns(tx: ServiceTx, before: string): Promise<{ workspaceId: string; runId: string }[]> {
  const { rows } = await sql<{ workspaceId: string; runId: string }>`
    select r.workspace_id as "workspaceId", r.id as "runId" from recurring_task_runs r
    where r.state in ('queued', 'running') and r.queued_at < ${before} and coalesce(r.started_at, r.queued_at) < ${before}
    order by r.queued_at
    limit 200`.execute(tx.db);
  return rows;
}

export type DueTask = {
  id: string;
  project_id: string;
  title: string;
  cron_expr: string;
  timezone: string;
  job_type: JobType;
  missed_policy: MissedPolicy;
  overlap: Overlap;
  next_run_at: string;
  planned_at: string;
};

/** Locks tasks of this workspace that are due or were planned after now; those that another scheduler holds are left to it. */
export async function takeDue(tx: TxCtx, limit: number): Promise<DueTask[]> {
  const now = tx.now().toISOString();
  const { rows } = await sql<DueTask>`
    select id, project_id, title, cron_expr, timezone, job_type, missed_policy, overlap, next_run_at, planned_at
    from project_recurring_tasks
    where workspace_id = ${tx.workspaceId} and enabled
      and (next_run_at <= ${now} or planned_at > ${now}::timestamptz + interval '1 minute')
    order by priority desc, next_run_at, id
    limit ${limit}
    for update skip locked`.execute(tx.db);
  return rows;
}

/** Moves tasks on to their next times, each with the instant that it ran for last. */
export async function setNextTimes(
  tx: TxCtx,
  plans: readonly { id: string; nextRunAt: string | null; lastRunAt: string | null }[],
): Promise<void> {
  await sql`
    update project_recurring_tasks t
    set next_run_at = p."nextRunAt", last_run_at = coalesce(p."lastRunAt", t.last_run_at), planned_at = ${tx.now().toISOString()}
    from jsonb_to_recordset(${JSON.stringify(plans)}::jsonb) as p (id uuid, "nextRunAt" timestamptz, "lastRunAt" timestamptz)
    where t.workspace_id = ${tx.workspaceId} and t.id = p.id`.execute(tx.db);
}

type FollowingTask = Pick<DueTask, "id" | "project_id" | "title" | "cron_expr" | "timezone"> & { enabled: boolean };

/** Tasks that take their zone from the company. */
export async function takeFollowing(tx: TxCtx): Promise<FollowingTask[]> {
  const { rows } = await sql<FollowingTask>`
    select id, project_id, title, cron_expr, timezone, enabled from project_recurring_tasks
    where workspace_id = ${tx.workspaceId} and follows_zone and deleted_at is null
    for update`.execute(tx.db);
  return rows;
}
