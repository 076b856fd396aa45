import { sql } from "kysely";
import { isBefore, pageOf, positionOfRow, readCursor } from "@/lib/platform/keyset";
import type { TxCtx } from "@/lib/platform/transaction";
import type { ListRunsQuery, RecurringRun, RunResult, RunState } from "./schemas";

export type NewRun = {
  id: string;
  projectId: string;
  recurringId: string;
  key: string;
  trigger: "schedule" | "manual";
  scheduledFor: string;
  state: "waiting" | "queued" | "skipped";
  collapsed: number;
  coversFrom: string | null;
  coversTo: string | null;
  why: string | null;
};

/** Inserts those that are not there yet, and answers their ids. */
export async function insertRuns(tx: TxCtx, runs: readonly NewRun[]): Promise<string[]> {
  if (runs.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    insert into recurring_task_runs (id, workspace_id, project_id, recurring_id, run_key, trigger, scheduled_for, state, collapsed,
      covers_from, covers_to, why, created_at, queued_at, finished_at)
    select r.id, ${tx.workspaceId}, r."projectId", r."recurringId", r.key, r.trigger, r."scheduledFor", r.state, r.collapsed,
      r."coversFrom", r."coversTo", r.why, ${tx.now().toISOString()}, ${tx.now().toISOString()}, case when r.state = 'skipped' then ${tx.now().toISOString()}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(runs)}::jsonb) as r (id uuid, "projectId" uuid, "recurringId" uuid, key text, trigger text,
      "scheduledFor" timestamptz, state text, collapsed int, "coversFrom" timestamptz, "coversTo" timestamptz, why text)
    on conflict do nothing
    returning id`.execute(tx.db);
  return rows.map(({ id }) => id);
}

export type StoredRun = {
  id: string;
  project_id: string;
  recurring_id: string;
  run_key: string;
  trigger: "schedule" | "manual";
  scheduled_for: string;
  state: RunState;
  attempts: number;
};

export async function findRun(
  tx: TxCtx,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<StoredRun | null> {
  const { rows } = await sql<StoredRun>`
    select id, project_id, recurring_id, run_key, trigger, scheduled_for, state, attempts from recurring_task_runs
    where workspace_id = ${tx.workspaceId} and id = ${id}
    ${lock ? sql`for update` : sql``}`.execute(tx.db);
  return rows[0] ?? null;
}

export async function findRunByKey(tx: TxCtx, of: { recurringId: string; key: string }): Promise<string | null> {
  const row = await tx.db
    .selectFrom("recurring_task_runs")
    .select("id")
    .where("workspace_id", "=", tx.workspaceId)
    .where("recurring_id", "=", of.recurringId)
    .where("run_key", "=", of.key)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Runs of some tasks that are not over yet, the oldest first. */
export async function selectOpenRuns(
  tx: TxCtx,
  recurringIds: readonly string[],
): Promise<{ id: string; recurring_id: string; run_key: string; scheduled_for: string; state: RunState }[]> {
  const { rows } = await sql<{
    id: string;
    recurring_id: string;
    run_key: string;
    scheduled_for: string;
    state: RunState;
  }>`
    select id, recurring_id, run_key, scheduled_for, state from recurring_task_runs
    where workspace_id = ${tx.workspaceId} and recurring_id = any(${[...recurringIds]}::uuid[])
      and state in ('waiting', 'queued', 'running')
    order by scheduled_for, id`.execute(tx.db);
  return rows;
}

type RunChange = {
  state?: RunState;
  attempts?: number;
  queued_at?: string;
  started_at?: string;
  finished_at?: string;
  why?: string;
  result?: Omit<RunResult, "cost_cents">;
  cost_cents?: number;
};

export async function updateRun(tx: TxCtx, id: string, { result, ...change }: RunChange): Promise<void> {
  await tx.db
    .updateTable("recurring_task_runs")
    .set({ ...change, ...(result !== undefined && { result: JSON.stringify(result) }) })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .execute();
}

/** The newest first. */
export async function selectRuns(
  tx: TxCtx,
  { recurringId, cursor, limit }: ListRunsQuery & { recurringId: string },
): Promise<{ data: RecurringRun[]; next_cursor: string | null }> {
  const before = cursor ? sql`and ${isBefore(readCursor(cursor))}` : sql``;
  const { rows } = await sql<RecurringRun & { position: string }>`
    select id, recurring_id, trigger, scheduled_for, state, collapsed, covers_from, covers_to, why, started_at, finished_at,
      round(extract(epoch from started_at - scheduled_for))::float as lateness_seconds, result, cost_cents::float as cost_cents,
      created_at, ${positionOfRow} as position
    from recurring_task_runs
    where workspace_id = ${tx.workspaceId} and recurring_id = ${recurringId} ${before}
    order by created_at desc, id desc
    limit ${limit + 1}`.execute(tx.db);
  return pageOf(
    rows.map(({ position, ...item }) => ({ item, position })),
    limit,
  );
}
