import { sql } from "kysely";
import type { JsonObject } from "@/lib/company/approvals/schemas";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Kind } from "./candidate";
import type { Refused } from "./rank";
import type { Outcome, Recommendation, ShiftMode } from "./schemas";
import type { Components } from "./score";

const COLUMNS = sql`c.id, c.project_id, c.run_id, c.key, c.kind, c.origin, c.rank, c.title, c.why, c.action_draft, c.metric, c.horizon,
  c.effect_low, c.effect_high, c.p, case when c.p < 0.4 then 'low' when c.p < 0.7 then 'medium' else 'high' end as band,
  c.track_hits, c.track_count, c.cost_cents, c.minutes, c.reversible, c.score, c.components, c.evidence, c.mode, c.state, c.reason,
  c.decided_at, c.task_id, c.approval_id, c.baseline, c.value_7, c.outcome_7, c.value_30, c.outcome_30, c.created_at`;

export type NewRecommendation = {
  id: string;
  projectId: string;
  runId: string;
  key: string;
  kind: Kind;
  origin: "rule" | "model";
  rank: number;
  title: string;
  why: string;
  titleFacts: object;
  actionDraft: { action_type: string; payload: JsonObject } | null;
  metric: string;
  horizon: number;
  effectLow: number;
  effectHigh: number;
  p: number;
  trackHits: number;
  trackCount: number;
  costCents: number;
  minutes: number;
  reversible: boolean;
  score: number;
  components: Components;
  evidence: readonly string[];
  mode: ShiftMode;
  baseline: number | null;
  taskId: string | null;
  scoreAt: string;
};

const DAY_MS = 86_400_000;

/** The values that a later night writes anew. */
const tonight = (row: Omit<NewRecommendation, "id" | "projectId" | "taskId" | "baseline" | "scoreAt">) => ({
  run_id: row.runId,
  kind: row.kind,
  origin: row.origin,
  rank: row.rank,
  title: row.title,
  why: row.why,
  title_facts: JSON.stringify(row.titleFacts),
  action_draft: row.actionDraft === null ? null : JSON.stringify(row.actionDraft),
  metric: row.metric,
  horizon: row.horizon,
  effect_low: row.effectLow,
  effect_high: row.effectHigh,
  p: row.p,
  track_hits: row.trackHits,
  track_count: row.trackCount,
  cost_cents: row.costCents,
  minutes: row.minutes,
  reversible: row.reversible,
  score: row.score,
  components: JSON.stringify(row.components),
  evidence: [...row.evidence],
  mode: row.mode,
});

export async function insertRecommendation(tx: TxCtx, row: NewRecommendation): Promise<void> {
  await tx.db
    .insertInto("recommendations")
    .values({
      id: row.id,
      workspace_id: tx.workspaceId,
      project_id: row.projectId,
      key: row.key,
      ...tonight(row),
      task_id: row.taskId,
      baseline: row.baseline,
      next_score_at: row.scoreAt,
      created_at: tx.now().toISOString(),
    })
    .execute();
}

/** The same matter, found again: its numbers and place are those of this night. */
export async function updateRecommendation(tx: TxCtx, row: NewRecommendation): Promise<void> {
  await tx.db
    .updateTable("recommendations")
    .set(tonight(row))
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", row.id)
    .where("state", "=", "open")
    .execute();
}

export async function selectOpen(tx: TxCtx, projectId: string): Promise<Recommendation[]> {
  const { rows } = await sql<Recommendation>`
    select ${COLUMNS} from recommendations c
    where c.workspace_id = ${tx.workspaceId} and c.project_id = ${projectId} and c.state = 'open'
    order by c.rank, c.key
    limit 50`.execute(tx.db);
  return rows;
}

/** The recommendations of one night, the best first. */
export async function selectOfRun(tx: TxCtx, runId: string): Promise<Recommendation[]> {
  const { rows } = await sql<Recommendation>`
    select ${COLUMNS} from recommendations c
    where c.workspace_id = ${tx.workspaceId} and c.run_id = ${runId} and c.state <> 'gone'
    order by c.rank, c.key
    limit 50`.execute(tx.db);
  return rows;
}

export async function findRecommendation(
  tx: TxCtx,
  { projectId, recommendationId, lock = false }: { projectId: string; recommendationId: string; lock?: boolean },
): Promise<Recommendation | null> {
  const { rows } = await sql<Recommendation>`
    select ${COLUMNS} from recommendations c
    where c.workspace_id = ${tx.workspaceId} and c.project_id = ${projectId} and c.id = ${recommendationId}
    ${lock ? sql`for update` : sql``}`.execute(tx.db);
  return rows[0] ?? null;
}

type Decision = {
  state: "accepted" | "dismissed" | "gone";
  reason: string | null;
  decidedBy: string | null;
  approvalId: string | null;
};

/** Ends an open recommendation; false when it was ended before. After a decision its effect is counted from then on. */
export async function updateDecided(tx: TxCtx, id: string, decision: Decision): Promise<boolean> {
  const now = tx.now();
  const scoreAt = new Date(now.getTime() + 7 * DAY_MS).toISOString();
  const row = await tx.db
    .updateTable("recommendations")
    .set({
      state: decision.state,
      reason: decision.reason,
      decided_at: now.toISOString(),
      decided_by: decision.decidedBy,
      approval_id: decision.approvalId,
      ...(decision.state === "accepted" && { next_score_at: scoreAt }),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .where("state", "=", "open")
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Keys that a founder said no to since a moment: dismissed, or accepted and then denied as a proposal. */
export async function selectRefused(
  tx: TxCtx,
  { projectId, since }: { projectId: string; since: string },
): Promise<Refused[]> {
  const { rows } = await sql<Refused>`
    select c.key, c.evidence, coalesce(c.decided_at, c.updated_at) as at from recommendations c
    left join approvals a on a.workspace_id = c.workspace_id and a.id = c.approval_id
    where c.workspace_id = ${tx.workspaceId} and c.project_id = ${projectId} and c.created_at >= ${since}::timestamptz - interval '90 days'
      and c.decided_at >= ${since} and (c.state = 'dismissed' or a.state = 'denied')
    order by c.created_at desc
    limit 500`.execute(tx.db);
  return rows;
}

/** Keys that the founder accepted since a moment. */
export async function selectPursued(
  tx: TxCtx,
  { projectId, since }: { projectId: string; since: string },
): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select distinct key from recommendations
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and state = 'accepted' and decided_at >= ${since}
    order by key
    limit 200`.execute(tx.db);
  return rows.map(({ key }) => key);
}

export type ScoredRow = { kind: Kind; p: number; hits: boolean; carriedOut: boolean };

/** Every recommendation with an outcome of its horizon: how likely it was said to be, and whether its number moved. */
export async function selectScored(tx: TxCtx, projectId: string): Promise<ScoredRow[]> {
  const { rows } = await sql<ScoredRow>`
    select c.kind, c.p, (case when c.horizon = 7 then c.outcome_7 else c.outcome_30 end) = 'hit' as hits,
      c.state = 'accepted' as "carriedOut"
    from recommendations c
    where c.workspace_id = ${tx.workspaceId} and c.project_id = ${projectId}
      and (case when c.horizon = 7 then c.outcome_7 else c.outcome_30 end) in ('hit', 'miss')
    order by c.created_at desc
    limit 1000`.execute(tx.db);
  return rows;
}

export type DueRow = {
  id: string;
  key: string;
  title: string;
  metric: string;
  effect_low: number;
  baseline: number | null;
  carriedOut: boolean;
  task_id: string | null;
  outcome_7: Outcome | null;
};

/** Recommendations whose metric is to be read again by now. */
export async function selectDue(tx: TxCtx, projectId: string): Promise<DueRow[]> {
  const { rows } = await sql<DueRow>`
    select id, key, title, metric, effect_low, baseline, state = 'accepted' as "carriedOut", task_id, outcome_7 from recommendations
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and next_score_at <= ${tx.now().toISOString()}
    order by next_score_at, id
    limit 100`.execute(tx.db);
  return rows;
}

/** Notes the outcome after 7 days, or after 30 and then for good. */
export async function updateOutcome(
  tx: TxCtx,
  id: string,
  { days, value, outcome }: { days: 7 | 30; value: number | null; outcome: Outcome },
): Promise<void> {
  const again = new Date(tx.now().getTime() + 23 * DAY_MS).toISOString();
  await tx.db
    .updateTable("recommendations")
    .set(
      days === 7
        ? { value_7: value, outcome_7: outcome, next_score_at: again }
        : { value_30: value, outcome_30: outcome, next_score_at: null },
    )
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .execute();
}

export type ShadowCounts = { decided: number; agreed: number; did_other: number; did_nothing: number };

/**
 * The founder's answers to the recommendations of shadow nights. Agreed: accepted, or proposed the same action themselves. Did
 * other: dismissed. Nothing: it went by.
 */
export async function countDecisions(tx: TxCtx, projectId: string): Promise<ShadowCounts> {
  const { rows } = await sql<ShadowCounts>`
    select count(*) filter (where decided)::int as decided,
      count(*) filter (where shadow and agreed)::int as agreed,
      count(*) filter (where shadow and not agreed and state = 'dismissed')::int as did_other,
      count(*) filter (where shadow and not agreed and state = 'gone')::int as did_nothing
    from (
      select c.state, c.state in ('accepted', 'dismissed') as decided, c.mode = 'shadow' as shadow,
        c.state = 'accepted' or c.action_draft is not null and exists (
          select from approvals a
          join approval_versions v on v.workspace_id = a.workspace_id and v.approval_id = a.id and v.version = a.version
          where a.workspace_id = c.workspace_id and a.project_id = c.project_id and a.origin = 'founder'
            and a.action_type = c.action_draft ->> 'action_type' and a.created_at >= c.created_at
            and (v.sealed -> 'input') @> (c.action_draft -> 'payload')) as agreed
      from recommendations c
      where c.workspace_id = ${tx.workspaceId} and c.project_id = ${projectId}
      order by c.created_at desc
      limit 500) each`.execute(tx.db);
  return rows[0] ?? { decided: 0, agreed: 0, did_other: 0, did_nothing: 0 };
}

/** Notes that an email named some recommendations. */
export async function addEmailed(tx: TxCtx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`update recommendations set emailed = emailed + 1
    where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[])`.execute(tx.db);
}

/** How often each recommendation of a night was emailed. */
export async function selectEmailed(tx: TxCtx, runId: string): Promise<{ id: string; emailed: number }[]> {
  return tx.db
    .selectFrom("recommendations")
    .select(["id", "emailed"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("run_id", "=", runId)
    .orderBy("rank")
    .limit(50)
    .execute();
}
