import { createTask } from "@/lib/company/tasks/create-task";
import { withdrawTask } from "@/lib/company/tasks/withdraw-task";
import { newId } from "@/lib/platform/ids";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Facts } from "./facts";
import { metricOf } from "./metric";
import type { NightRun, Recommendation } from "./schemas";
import {
  insertRecommendation,
  selectOpen,
  updateDecided,
  updateRecommendation,
  type NewRecommendation,
} from "./store-recommendations";
import type { Worded } from "./work";

const WEEK_MS = 7 * 86_400_000;

type Found = { run: NightRun; facts: Facts; worded: readonly Worded[] };

/**
 * Keeps what a night found, in the caller's transaction: one open recommendation and one proposed task for each matter, however many nights
 * find it. One that no longer holds goes, and its task with it. Answers the ids, the best first.
 */
export async function keepRecommendations(tx: TxCtx, { run, facts, worded }: Found): Promise<string[]> {
  const projectId = run.project_id;
  const open = new Map((await selectOpen(tx, projectId)).map((each) => [each.key, each]));
  const ids: string[] = [];
  for (const [index, each] of worded.entries()) {
    const existing = open.get(each.key);
    open.delete(each.key);
    const id = existing?.id ?? newId();
    const row = rowOf({ run, facts, each, rank: index + 1, id });
    if (existing) await updateRecommendation(tx, row);
    else await begin(tx, row);
    ids.push(id);
  }
  for (const gone of open.values()) await end(tx, gone);
  return ids;
}

async function begin(tx: TxCtx, row: NewRecommendation): Promise<void> {
  const { projectId, title, why, id } = row;
  const task = await createTask(tx, { projectId, title, description: why, recommendationId: id });
  await insertRecommendation(tx, { ...row, taskId: task.id });
}

async function end(tx: TxCtx, { id, task_id: taskId }: Recommendation): Promise<void> {
  const why = "It no longer holds, or something better took its place.";
  await updateDecided(tx, id, { state: "gone", reason: why, decidedBy: null, approvalId: null });
  if (taskId) await withdrawTask(tx, { taskId, why });
}

type Placed = { run: NightRun; facts: Facts; each: Worded; rank: number; id: string };

const rowOf = ({ run, facts, each, rank, id }: Placed): NewRecommendation => ({
  id,
  projectId: run.project_id,
  runId: run.id,
  key: each.key,
  kind: each.kind,
  origin: each.origin,
  rank,
  title: each.title,
  why: each.why,
  titleFacts: each.titleFacts,
  actionDraft: each.action,
  metric: each.metric,
  horizon: each.horizon,
  effectLow: each.effectLow,
  effectHigh: each.effectHigh,
  p: each.p,
  trackHits: each.trackHits,
  trackCount: each.trackCount,
  costCents: each.costCents,
  minutes: each.minutes,
  reversible: each.reversible,
  score: each.score,
  components: each.components,
  evidence: each.evidence,
  mode: run.mode,
  baseline: metricOf(facts, each.metric, each.key),
  taskId: null,
  scoreAt: new Date(Date.parse(run.started_at) + WEEK_MS).toISOString(),
});
