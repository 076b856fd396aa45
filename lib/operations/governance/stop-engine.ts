import { setTimeout as delay } from "node:timers/promises";
import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import type { EngineCall, Known, ObservedWorkspace, WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import { ask, saveStep, STILL_RUNNING, type Enforcement } from "./enforcement";
import type { PublishedWorkflow } from "./schemas";
import { addStopped, saveObserved } from "./store";
import { selectKnownWorkflows } from "./store-evidence";

const LOOKS = 20;
const LOOK_EVERY_MS = 250;

/** The engine of the workspace, and the ids of its workflows that our rows hold. */
export type Target = Known & { engine: WorkflowEngine };

export async function targetOf({ ctx }: Enforcement, engine: WorkflowEngine): Promise<Target> {
  return { engine, knownIds: await withReadTransaction(ctx, selectKnownWorkflows) };
}

/** The engine refuses new runs, and what runs is stopped, because it mails; then nothing may start again; then what started in between. */
export async function stopEngine(run: Enforcement, target: Target, wasProven: boolean): Promise<void> {
  const { freezeId } = run;
  const blocked = order(run, target, (call) => target.engine.blockRuns({ ...call, freezeId }));
  const [stopped] = await Promise.all([stopExecutions(run, target), blocked]);
  const unpublished = await unpublish(run, target, await observe(run, target));
  if (wasProven && (stopped > 0 || unpublished.length > 0)) await recordBreach(run, { stopped, unpublished });
  await stopExecutions(run, target);
}

const order = <T>(run: Enforcement, { knownIds }: Target, what: (call: EngineCall & Known) => Promise<T>): Promise<T> =>
  ask(run, (call) => what({ ...call, knownIds }));

async function stopExecutions(run: Enforcement, target: Target): Promise<number> {
  const { stopped } = await order(run, target, (call) => target.engine.stopExecutions(call));
  if (stopped > 0) await saveStep(run, (tx) => addStopped(tx, run.freezeId, stopped));
  return stopped;
}

async function unpublish(run: Enforcement, target: Target, seen: ObservedWorkspace): Promise<PublishedWorkflow[]> {
  const published = seen.published.map(({ workflowId, name }) => ({ workflow_id: workflowId, name }));
  // Before anything is unpublished: a run that goes on after a crash would find fewer.
  await saveStep(run, (tx) => saveObserved(tx, run.freezeId, published));
  if (published.length > 0) await order(run, target, (call) => target.engine.unpublishAllWorkflows(call));
  return published;
}

const observe = (run: Enforcement, target: Target): Promise<ObservedWorkspace> =>
  order(run, target, (call) => target.engine.observeWorkspace(call));

type Breach = { stopped: number; unpublished: PublishedWorkflow[] };

/** Something was published or started by hand after the freeze was proven. */
async function recordBreach({ ctx, freezeId }: Enforcement, { stopped, unpublished }: Breach): Promise<void> {
  await withTransaction(ctx, (tx) =>
    recordAudit(tx, {
      action: "freeze.breached",
      target: { type: "freeze", id: freezeId },
      after: { stopped_executions: stopped, unpublished },
    }),
  );
}

/** The evidence seen when nothing of the workspace ran or was published any more. `unknown`: workflows that our rows do not hold. `refusesRuns`: by the file of its hook. */
export type Stillness = { running: number; published: number; unknown: number; refusesRuns: boolean };

/** Looks until nothing runs, waits, or is published, and stops again what it sees; throws `freeze.still_running` after twenty looks. */
export async function seeNothingRun(run: Enforcement, target: Target): Promise<Stillness> {
  let seen = await observe(run, target);
  for (let look = 1; look < LOOKS && !isStill(seen); look += 1) {
    if (seen.published.length > 0) await unpublish(run, target, seen);
    await stopExecutions(run, target);
    await delay(LOOK_EVERY_MS, undefined, { signal: run.signal });
    seen = await observe(run, target);
  }
  const { unfinishedExecutions: running, published, workflowIds } = seen;
  if (isStill(seen)) {
    const known = new Set(target.knownIds);
    const unknown = workflowIds.filter((id) => !known.has(id)).length;
    return { running, published: published.length, unknown, refusesRuns: seen.blockedBy === run.freezeId };
  }
  const message = `The engine still has ${running} unfinished executions and ${published.length} published workflows after being told to stop.`;
  throw new AppError("unavailable", message, { code: STILL_RUNNING });
}

const isStill = ({ unfinishedExecutions, published }: ObservedWorkspace): boolean =>
  unfinishedExecutions === 0 && published.length === 0;
