import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import type { NightRun, Report, RunState, RunStep, ShiftMode } from "./schemas";

const RUN = sql`r.id, r.project_id, r.night, r.local_date::text as local_date, r.trigger, r.state, r.mode, r.step, r.why, r.position, r.ranking_hash,
  r.kpi_sha256, r.model_calls, r.cost_usd, r.emails, r.started_at, r.finished_at`;
const WHOLE = sql`${RUN}, r.report`;

export type NewRun = {
  id: string;
  projectId: string;
  runKey: string;
  night: number;
  localDate: string;
  trigger: "schedule" | "founder";
  mode: ShiftMode;
  recurringRunId: string | null;
};

/** False when another run of the company is under way, or the key has one. */
export async function insertRun(tx: TxCtx, run: NewRun): Promise<boolean> {
  const now = tx.now().toISOString();
  const row = await tx.db
    .insertInto("nightshift_runs")
    .values({
      id: run.id,
      workspace_id: tx.workspaceId,
      project_id: run.projectId,
      run_key: run.runKey,
      night: run.night,
      local_date: run.localDate,
      trigger: run.trigger,
      mode: run.mode,
      recurring_run_id: run.recurringRunId,
      lease_until: now,
      started_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function findRun(tx: TxCtx, runId: string): Promise<NightRun | null> {
  const { rows } = await sql<NightRun>`
    select ${WHOLE} from nightshift_runs r where r.workspace_id = ${tx.workspaceId} and r.id = ${runId}`.execute(tx.db);
  return rows[0] ?? null;
}

export async function findRunning(tx: TxCtx, projectId: string): Promise<NightRun | null> {
  const { rows } = await sql<NightRun>`
    select ${WHOLE} from nightshift_runs r
    where r.workspace_id = ${tx.workspaceId} and r.project_id = ${projectId} and r.state = 'running'`.execute(tx.db);
  return rows[0] ?? null;
}

export async function findRunByKey(tx: TxCtx, of: { projectId: string; runKey: string }): Promise<NightRun | null> {
  const { rows } = await sql<NightRun>`
    select ${WHOLE} from nightshift_runs r
    where r.workspace_id = ${tx.workspaceId} and r.project_id = ${of.projectId} and r.run_key = ${of.runKey}`.execute(
    tx.db,
  );
  return rows[0] ?? null;
}

/** The newest run of a company in one of some states. */
export async function findNewestRun(
  tx: TxCtx,
  { projectId, states }: { projectId: string; states: readonly RunState[] },
): Promise<NightRun | null> {
  const { rows } = await sql<NightRun>`
    select ${WHOLE} from nightshift_runs r
    where r.workspace_id = ${tx.workspaceId} and r.project_id = ${projectId} and r.state = any(${[...states]}::text[])
    order by r.started_at desc, r.id desc
    limit 1`.execute(tx.db);
  return rows[0] ?? null;
}

export type HistoryRun = Omit<NightRun, "report"> & { recommendations: number };

/** The newest runs of a company, each with the number of its recommendations. */
export async function selectRuns(
  tx: TxCtx,
  { projectId, limit }: { projectId: string; limit: number },
): Promise<HistoryRun[]> {
  const { rows } = await sql<HistoryRun>`
    select ${RUN}, coalesce(jsonb_array_length(r.work -> 'ids'), 0) as recommendations from nightshift_runs r
    where r.workspace_id = ${tx.workspaceId} and r.project_id = ${projectId}
    order by r.started_at desc, r.id desc
    limit ${limit}`.execute(tx.db);
  return rows;
}

/** How many nights of a company ended, by their dates, and how many runs it had at all. */
export async function countNights(tx: TxCtx, projectId: string): Promise<{ nights: number; runs: number }> {
  const { rows } = await sql<{ nights: number; runs: number }>`
    select count(distinct local_date) filter (where state in ('done', 'nothing_new'))::int as nights,
      coalesce(max(night), 0)::int as runs
    from nightshift_runs
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId}`.execute(tx.db);
  return rows[0] ?? { nights: 0, runs: 0 };
}

export type Claimed = { step: RunStep; work: unknown };

/**
 * Takes a run for a while: one whose lease is over, or that this job held before its worker died. Null when another job holds it, or it has
 * ended.
 */
export async function claimRun(
  tx: TxCtx,
  { runId, until, holder }: { runId: string; until: string; holder: string },
): Promise<Claimed | null> {
  const { rows } = await sql<Claimed>`
    update nightshift_runs set lease_until = ${until}, holder = ${holder}
    where workspace_id = ${tx.workspaceId} and id = ${runId} and state = 'running'
      and (lease_until <= ${tx.now().toISOString()} or holder = ${holder})
    returning step, work`.execute(tx.db);
  return rows[0] ?? null;
}

export type StepChange = {
  step: RunStep;
  work: object;
  leaseUntil: string;
  position?: number;
  rankingHash?: string;
  kpiSha256?: string;
  modelCalls?: number;
  costUsd?: number;
};

/** Notes a step of a run as done, and keeps the lease. False when the run ended meanwhile. */
export async function updateStep(tx: TxCtx, runId: string, change: StepChange): Promise<boolean> {
  const row = await tx.db
    .updateTable("nightshift_runs")
    .set({
      step: change.step,
      work: JSON.stringify(change.work),
      lease_until: change.leaseUntil,
      ...(change.position !== undefined && { position: change.position }),
      ...(change.rankingHash !== undefined && { ranking_hash: change.rankingHash }),
      ...(change.kpiSha256 !== undefined && { kpi_sha256: change.kpiSha256 }),
      ...(change.modelCalls !== undefined && { model_calls: change.modelCalls }),
      ...(change.costUsd !== undefined && { cost_usd: change.costUsd }),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", runId)
    .where("state", "=", "running")
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

type Ended = {
  state: Exclude<RunState, "running">;
  why: string | null;
  position?: number;
  report?: Report;
  ids?: string[];
};

/** Ends a run that is under way; false when it ended before. */
export async function endRun(tx: TxCtx, runId: string, { state, why, position, report, ids }: Ended): Promise<boolean> {
  const now = tx.now().toISOString();
  const row = await tx.db
    .updateTable("nightshift_runs")
    .set({
      state,
      why,
      lease_until: now,
      finished_at: now,
      ...(position !== undefined && { position }),
      ...(report && { report: JSON.stringify(report), step: "stored" }),
      // The facts were needed to take the run up again; afterwards only its recommendations are.
      work: JSON.stringify({ ids: ids ?? [] }),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", runId)
    .where("state", "=", "running")
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends runs of a company that began before a moment and that no worker goes on with; answers which. */
export async function endAbandoned(
  tx: TxCtx,
  { projectId, before, why }: { projectId: string; before: string; why: string },
): Promise<Pick<NightRun, "id" | "mode" | "position">[]> {
  const now = tx.now().toISOString();
  const { rows } = await sql<Pick<NightRun, "id" | "mode" | "position">>`
    update nightshift_runs set state = 'failed', why = ${why}, finished_at = ${now}
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and state = 'running' and started_at < ${before}
      and lease_until <= ${now}
    returning id, mode, position`.execute(tx.db);
  return rows;
}

/** Frees a run for the next attempt. */
export async function releaseRun(tx: TxCtx, runId: string): Promise<void> {
  await tx.db
    .updateTable("nightshift_runs")
    .set({ lease_until: tx.now().toISOString() })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", runId)
    .where("state", "=", "running")
    .execute();
}

export async function addEmails(tx: TxCtx, runId: string, count: number): Promise<void> {
  await sql`update nightshift_runs set emails = emails + ${count}
    where workspace_id = ${tx.workspaceId} and id = ${runId}`.execute(tx.db);
}

/** The day of the last emailed report of a company; null before the first. */
export async function findLastEmailed(tx: TxCtx, projectId: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select max(local_date)::text as day from nightshift_runs
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and emails > 0`.execute(tx.db);
  return rows[0]?.day ?? null;
}
