import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { getDashboardAggregate } from "@/lib/metering/metrics/get-dashboard-aggregate";
import { getKpis } from "@/lib/metering/metrics/get-kpis";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { HypothesisJudged } from "./events";
import { judgeHypothesis, type Measured } from "./judge-hypothesis";
import type { Hypothesis, Metric } from "./schemas";
import { findAccepted, findPacket, setHypotheses } from "./store";

/**
 * Judges the hypotheses of the accepted validation by the numbers of the last 30 days. Called by the night shift, and by nothing else: a
 * model cannot change a state. Answers the hypotheses; none without an accepted validation.
 */
export async function evaluateHypotheses(
  ctx: WorkspaceCtx,
  { projectId }: { projectId: string },
): Promise<Hypothesis[]> {
  requirePermission(ctx, "plan.read");
  const measured = await measure(ctx, projectId);
  return withTransaction(ctx, async (tx) => {
    const accepted = await findAccepted(tx, { projectId, phase: 1 });
    const packet = accepted && (await findPacket(tx, accepted.id, { lock: true }));
    if (!packet) return [];
    const judged_at = tx.now().toISOString();
    const judged = packet.hypotheses.map((each) => ({ ...judgeHypothesis(each, measured[each.metric]), judged_at }));
    await setHypotheses(tx, packet.id, judged);
    const about = { packet_id: packet.id, phase: 1, version: packet.version };
    for (const [index, { key, state, n, share }] of judged.entries()) {
      if (packet.hypotheses[index]?.state === state) continue;
      await appendEvent(tx, HypothesisJudged, { ...about, key, state, n, share }, { projectId });
    }
    return judged;
  });
}

async function measure(ctx: WorkspaceCtx, projectId: string): Promise<Record<Metric, Measured>> {
  const { last_30_days: kpis } = await getKpis(ctx, { projectId });
  const { summary, date_range: range } = await getDashboardAggregate(ctx, {});
  const share = (part: number, n: number): number | null => (n === 0 ? null : part / n);
  const window = `${range.start} to ${range.end}`;
  return {
    conversion: {
      n: kpis.traffic,
      share: kpis.conversion,
      evidence: [`pageview ${window}: ${kpis.traffic}`, `lead ${window}: ${kpis.leads}`],
    },
    payment_rate: {
      n: kpis.leads,
      share: share(kpis.succeeded_payments, kpis.leads),
      evidence: [`lead ${window}: ${kpis.leads}`, `payment.succeeded ${window}: ${kpis.succeeded_payments}`],
    },
    reply_rate: {
      n: summary.sends,
      share: share(summary.replies, summary.sends),
      evidence: [`email.sent ${window}: ${summary.sends}`, `email.replied ${window}: ${summary.replies}`],
    },
  };
}
