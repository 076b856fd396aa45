import { sql, type RawBuilder } from "kysely";
import { isBefore, pageOf, positionOfRow, readCursor } from "@/lib/platform/keyset";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import type { AgentJob, AgentJobEvent, AgentJobState, ListAgentJobsQuery, NewAgentJob } from "./schemas";

const JOB: RawBuilder<unknown> = sql`id, project_id, job_type, agent_key, title, state, summary, links, cost_cents::float as cost_cents,
  started_at, noted_at, finished_at, created_at`;

/** Inserts the work, or takes it up again; answers its id and whether it is new. */
export async function beginJobRow(
  tx: TxCtx,
  job: NewAgentJob & { id: string },
): Promise<{ id: string; isNew: boolean }> {
  const at = tx.now().toISOString();
  const { rows } = await sql<{ id: string }>`
    insert into agent_jobs (id, workspace_id, project_id, job_key, job_type, agent_key, title, links, started_at, noted_at)
    values (${job.id}, ${tx.workspaceId}, ${job.projectId}, ${job.key}, ${job.jobType}, ${job.agent}, ${job.title},
      ${JSON.stringify(job.links ?? [])}::jsonb, ${at}, ${at})
    on conflict (project_id, job_key) do update
      set state = 'running', finished_at = null, summary = null, noted_at = excluded.noted_at
    returning id`.execute(tx.db);
  const id = rows[0]?.id ?? job.id;
  return { id, isNew: id === job.id };
}

export async function findJob(
  tx: TxCtx,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<AgentJob | null> {
  const { rows } = await sql<AgentJob>`
    select ${JOB} from agent_jobs where workspace_id = ${tx.workspaceId} and id = ${id}
    ${lock ? sql`for update` : sql``}`.execute(tx.db);
  return rows[0] ?? null;
}

type Line = { jobId: string; kind: AgentJobEvent["kind"]; message: string; data: object };

/** Stores one line of a job. */
export async function insertJobEvent(tx: TxCtx, { jobId, kind, message, data }: Line): Promise<void> {
  await tx.db
    .insertInto("agent_job_events")
    .values({
      workspace_id: tx.workspaceId,
      job_id: jobId,
      kind,
      message: message.slice(0, 1000),
      data: JSON.stringify(data),
    })
    .execute();
}

/** Notes that a job goes on, with more of its cost. */
export async function updateJobNoted(tx: TxCtx, id: string, costCents: number): Promise<void> {
  await sql`
    update agent_jobs set noted_at = ${tx.now().toISOString()}, cost_cents = cost_cents + ${costCents}
    where workspace_id = ${tx.workspaceId} and id = ${id}`.execute(tx.db);
}

type Ended = { state: Exclude<AgentJobState, "running">; summary: string; links: AgentJob["links"]; costCents: number };

export async function updateJobEnded(
  tx: TxCtx,
  id: string,
  { state, summary, links, costCents }: Ended,
): Promise<void> {
  const at = tx.now().toISOString();
  await sql`
    update agent_jobs set state = ${state}, summary = ${summary}, links = ${JSON.stringify(links)}::jsonb, noted_at = ${at},
      finished_at = ${at}, cost_cents = cost_cents + ${costCents}
    where workspace_id = ${tx.workspaceId} and id = ${id}`.execute(tx.db);
}

/** The newest first. */
export async function selectJobs(
  tx: TxCtx,
  { projectId, cursor, limit }: ListAgentJobsQuery & { projectId: string },
): Promise<{ data: AgentJob[]; next_cursor: string | null }> {
  const before = cursor ? sql`and ${isBefore(readCursor(cursor))}` : sql``;
  const { rows } = await sql<AgentJob & { position: string }>`
    select ${JOB}, ${positionOfRow} as position from agent_jobs
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId} ${before}
    order by created_at desc, id desc
    limit ${limit + 1}`.execute(tx.db);
  return pageOf(
    rows.map(({ position, ...item }) => ({ item, position })),
    limit,
  );
}

/** The first 200 lines of a job. */
export async function selectJobEvents(tx: TxCtx, jobId: string): Promise<AgentJobEvent[]> {
  const { rows } = await sql<AgentJobEvent>`
    select id, kind, message, data, created_at from agent_job_events
    where workspace_id = ${tx.workspaceId} and job_id = ${jobId}
    order by created_at, id limit 200`.execute(tx.db);
  return rows;
}

/** Jobs without a step since a moment, in any workspace. */
export async function selectLostJobs(tx: ServiceTx, before: string): Promise<{ workspaceId: string; jobId: string }[]> {
  const { rows } = await sql<{ workspaceId: string; jobId: string }>`
    select workspace_id as "workspaceId", id as "jobId" from agent_jobs
    where state = 'running' and noted_at < ${before} order by noted_at limit 200`.execute(tx.db);
  return rows;
}
