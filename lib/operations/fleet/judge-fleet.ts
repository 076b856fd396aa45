import type { SystemCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import { withServiceTransaction, type ServiceTx } from "@/lib/platform/transaction";
import { breakerOf } from "./breaker";
import { judgeAlerts, keyOf } from "./judge-alerts";
import { reconcileAlerts } from "./reconcile-alerts";
import { selectOpenAlerts } from "./store-alerts";
import { quarantineSuspected, selectLost, selectStrays, selectSuspected } from "./store-orders";
import {
  beginEvaluation,
  endEvaluation,
  flipOverdue,
  postponeOverdue,
  selectFlapping,
  selectUnwell,
  selectWaiting,
  selectQuarantined,
} from "./store-evaluation";

/** Three heartbeats. */
export const LATE_SECONDS = 90;
export const SILENT_SECONDS = 300;
/** An evaluation that is this old is one that does not happen. */
export const DEAD_SECONDS = 180;
const CALM_MS = 10 * 60_000;

export type Evaluation = { late: number; silent: number };

/**
 * Calls machines late after 90 s and silent after 300 s without a word, each change once however many evaluate, and keeps the alerts equal to
 * what is so now. It needs no queue. Where evaluations were missing, silence proves nothing: machines get another 90 s, and ten minutes
 * pass before anything is repaired.
 */
export async function judgeFleet({ requestId, db, now }: SystemCtx): Promise<Evaluation> {
  // No permission: a sweep by the clock.
  // No event: a machine belongs to no company; its life is in instance_heartbeats.
  return withServiceTransaction({ requestId, db, now }, async (tx) => {
    const { last_evaluated_at } = await beginEvaluation(tx);
    const ageMs = last_evaluated_at === null ? Infinity : tx.now().getTime() - Date.parse(last_evaluated_at);
    const wasAway = ageMs > DEAD_SECONDS * 1000;
    if (wasAway) await postponeOverdue(tx, LATE_SECONDS);
    const silent = await flipOverdue(tx, {
      from: "late",
      to: "silent",
      alertAfterSeconds: null,
      reason: "Nothing for five minutes.",
    });
    const late = await flipOverdue(tx, {
      from: "ready",
      to: "late",
      alertAfterSeconds: SILENT_SECONDS,
      reason: "Three heartbeats are missing.",
    });
    await quarantineSuspected(tx);
    if (silent > 0) log().warn({ machines: silent }, "machines fell silent");
    await settleAlerts(tx);
    await endEvaluation(tx, wasAway ? new Date(tx.now().getTime() + CALM_MS) : null);
    return { late, silent };
  });
}

async function settleAlerts(tx: ServiceTx): Promise<void> {
  const machines = await selectUnwell(tx);
  const open = await selectOpenAlerts(tx);
  const wanted = judgeAlerts({
    now: tx.now(),
    machines,
    breaker: await breakerOf(tx, machines),
    flapping: await selectFlapping(tx),
    open: new Set(open.map(keyOf)),
    waitingSince: await selectWaiting(tx),
    quarantined: await selectQuarantined(tx),
    lost: await selectLost(tx),
    strays: await selectStrays(tx),
    impostors: await selectSuspected(tx),
  });
  await reconcileAlerts(tx, open, wanted);
}
