import type { SystemCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction, type ServiceTx } from "@/lib/platform/transaction";
import { breakerOf } from "./breaker";
import { RemedyMachine } from "./jobs";
import type { Unwell } from "./judge-alerts";
import { illnessOf, nextRemedy, type Remedy } from "./next-remedy";
import { beginEvaluation, selectFlapping, selectUnwell } from "./store-evaluation";
import { insertBeat } from "./store-instances";
import {
  countRecentRemedies,
  insertRemedy,
  lockOpenRemedy,
  quarantineInstance,
  selectHistory,
  updateRemedy,
} from "./store-remedies";

/** Repairs of the whole fleet within an hour. */
const HOURLY = 5;
/** How long a machine may take to be well after a repair. */
const EFFECT_MS = 5 * 60_000;
/** An order whose sender was killed: whether it arrived is not known, so it counts. */
const LOST_MS = 3 * 60_000;

/**
 * Judges the repair that is under way, and wants the next one where a machine is ill: one at a time in the fleet, five an hour, none while the
 * breaker holds, while this side was away lately, or while the machine flaps. A repair is a row first; the queue is told of it afterwards, at
 * each round until a worker takes it. Answers the repair that waits for a worker.
 */
export async function planRemedies({ requestId, db, now }: SystemCtx): Promise<string | null> {
  // No permission: a sweep by the clock.
  // No event: a machine belongs to no company; its repairs are rows of their own.
  const ctx = { requestId, db, now };
  const wanted = await withServiceTransaction(ctx, plan);
  if (wanted === null) return null;
  await withServiceTransaction(ctx, (tx) => enqueue(tx, RemedyMachine, { remedyId: wanted })).catch((error: unknown) =>
    log().warn({ err: error, remedy_id: wanted }, "a repair could not be enqueued; the next round tries again"),
  );
  return wanted;
}

async function plan(tx: ServiceTx): Promise<string | null> {
  const { calm_until } = await beginEvaluation(tx);
  const machines = await selectUnwell(tx);
  const isCalm = calm_until !== null && Date.parse(calm_until) > tx.now().getTime();
  const mayRepair = !isCalm && !(await breakerOf(tx, machines)).holds;
  const flapping = new Set((await selectFlapping(tx)).map(({ id }) => id));
  const open = await lockOpenRemedy(tx);
  if (open) {
    const machine = machines.find(({ id }) => id === open.instance_id) ?? null;
    if (!(await settle(tx, { open, machine, mayRepair }))) return open.state === "wanted" ? open.id : null;
  }
  if (!mayRepair || (await countRecentRemedies(tx)) >= HOURLY) return null;
  const ill = machines.filter((machine) => illnessOf(machine, tx.now()) !== null && !flapping.has(machine.id));
  return wantNext(tx, ill);
}

type Settled = { open: Remedy; machine: Unwell | null; mayRepair: boolean };

/** Whether the open repair is over now. */
async function settle(tx: ServiceTx, { open, machine, mayRepair }: Settled): Promise<boolean> {
  const ageMs = tx.now().getTime() - Date.parse(open.started_at ?? open.wanted_at);
  const isIll = machine !== null && illnessOf(machine, tx.now()) !== null;
  if (open.state === "wanted") {
    const isStale = !isIll || !mayRepair || machine.skip_remediation;
    if (!isStale) return false;
    const evidence = isIll ? "Repairs are held back now." : "It recovered before it was tried.";
    return updateRemedy(tx, open.id, { from: "wanted", to: "dropped", evidence });
  }
  if (open.state === "running") {
    if (ageMs < LOST_MS) return false;
    const evidence = "Its worker ended before it said what came of it.";
    await updateRemedy(tx, open.id, { from: "running", to: "done", evidence });
    return false;
  }
  const isBack = machine === null || (machine.state === "ready" && machine.n8n_down_since === null);
  if (isBack) return updateRemedy(tx, open.id, { from: "done", to: "helped" });
  if (ageMs < EFFECT_MS) return false;
  const evidence = `${open.evidence ?? ""} Five minutes later nothing had changed.`.trim();
  return updateRemedy(tx, open.id, { from: "done", to: "in_vain", evidence });
}

/** The longest ill first. */
async function wantNext(tx: ServiceTx, ill: readonly Unwell[]): Promise<string | null> {
  const history = await selectHistory(
    tx,
    ill.map(({ id }) => id),
  );
  for (const machine of ill.toSorted((a, b) => Date.parse(a.last_seen_at) - Date.parse(b.last_seen_at))) {
    const own = history.filter(({ instance_id }) => instance_id === machine.id);
    const next = nextRemedy({ machine, history: own, now: tx.now() });
    if (next.do === "quarantine") {
      await quarantineInstance(tx, machine.id);
      const life = { instanceId: machine.id, state: "quarantined", previous_state: machine.state } as const;
      await insertBeat(tx, { ...life, reason: next.reason });
    }
    if (next.do !== "try") continue;
    const { round, step, cause } = next;
    return insertRemedy(tx, { instanceId: machine.id, round, step, cause });
  }
  return null;
}
