import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { agentCtx } from "./agent-ctx";
import type { Metric } from "./candidate";
import { RecommendationScored } from "./events";
import type { Facts } from "./facts";
import { judgeOutcome, metricOf } from "./metric";
import { readFacts } from "./read-facts";
import { selectDue, updateOutcome, type DueRow } from "./store-recommendations";

/**
 * Reads the metric of each recommendation again that is due, 7 and 30 days after it was accepted or made, and notes whether it moved as
 * expected; also of those that were not carried out, which are the only honest comparison.
 */
export async function scoreOutcomes(ctx: WorkspaceCtx, { projectId }: { projectId: string }): Promise<number> {
  requirePermission(ctx, "nightshift.write");
  const agent = await agentCtx(ctx);
  return withTransaction(agent, async (tx) => {
    const due = await selectDue(tx, projectId);
    if (due.length === 0) return 0;
    const facts = await readFacts(tx, { projectId });
    for (const row of due) await scoreOne(tx, { projectId, row, facts });
    return due.length;
  });
}

type One = { projectId: string; row: DueRow; facts: Facts };

async function scoreOne(tx: TxCtx, { projectId, row, facts }: One): Promise<void> {
  const { id, key, title, metric, baseline: before, effect_low, carriedOut, task_id } = row;
  const days = row.outcome_7 === null ? 7 : 30;
  const after = metricOf(facts, metric as Metric, key);
  const outcome = judgeOutcome(before, after, effect_low);
  await updateOutcome(tx, id, { days, value: after, outcome });
  const links = [{ rel: "recommendation" as const, id }, ...(task_id ? [{ rel: "task" as const, id: task_id }] : [])];
  const told = { recommendation_id: id, title, days, outcome, before, after, carried_out: carriedOut, links };
  await appendEvent(tx, RecommendationScored, told, { projectId });
}
