import { setTimeout as delay } from "node:timers/promises";
import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import type { EngineWorkflow, WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import { ask, saveStep, STILL_RUNNING, type Enforcement } from "./enforcement";
import type { PublishedWorkflow } from "./schemas";
import { addStopped, saveObserved } from "./store";

const LOOKS = 20;
const LOOK_EVERY_MS = 250;
const UNFINISHED = ["running", "waiting", "new"] as const;

/** What runs first, because it mails; then nothing may start again; then what started in between. */
export async function stopEngine(run: Enforcement, engine: WorkflowEngine, wasProven: boolean): Promise<void> {
  const stopped = await stopExecutions(run, engine);
  const unpublished = await unpublish(run, engine);
  if (wasProven && (stopped > 0 || unpublished.length > 0)) await recordBreach(run, { stopped, unpublished });
  await stopExecutions(run, engine);
}

async function stopExecutions(run: Enforcement, engine: WorkflowEngine): Promise<number> {
  const { stopped } = await ask(run, (call) => engine.stopExecutions(call));
  if (stopped > 0) await saveStep(run, (tx) => addStopped(tx, run.freezeId, stopped));
  return stopped;
}

async function unpublish(run: Enforcement, engine: WorkflowEngine): Promise<PublishedWorkflow[]> {
  const published = (await publishedNow(run, engine)).map(({ workflowId, name }) => ({
    workflow_id: workflowId,
    name,
  }));
  // Before anything is unpublished: whoever goes on after a crash would find fewer.
  await saveStep(run, (tx) => saveObserved(tx, run.freezeId, published));
  if (published.length > 0) await ask(run, (call) => engine.unpublishAllWorkflows(call));
  return published;
}

const publishedNow = async (run: Enforcement, engine: WorkflowEngine): Promise<EngineWorkflow[]> =>
  (await ask(run, (call) => engine.listWorkflows(call))).filter(({ active }) => active);

type Breach = { stopped: number; unpublished: PublishedWorkflow[] };

/** Somebody published or started something by hand after the freeze was proven. */
async function recordBreach({ ctx, freezeId }: Enforcement, { stopped, unpublished }: Breach): Promise<void> {
  await withTransaction(ctx, (tx) =>
    recordAudit(tx, {
      action: "freeze.breached",
      target: { type: "freeze", id: freezeId },
      after: { stopped_executions: stopped, unpublished },
    }),
  );
}

/** Looks until nothing runs, waits, or is published, and stops again what it sees; throws `freeze.still_running` after twenty looks. */
export async function seeNothingRun(run: Enforcement, engine: WorkflowEngine): Promise<void> {
  let seen = { executions: 0, published: 0 };
  for (let look = 0; look < LOOKS; look += 1) {
    if (look > 0) await delay(LOOK_EVERY_MS, undefined, { signal: run.signal });
    seen = await observe(run, engine);
    if (seen.executions === 0 && seen.published === 0) return;
    if (seen.published > 0) await unpublish(run, engine);
    await stopExecutions(run, engine);
  }
  const { executions, published } = seen;
  const message = `The engine still has ${executions} unfinished executions and ${published} published workflows after being told to stop.`;
  throw new AppError("unavailable", message, { code: STILL_RUNNING });
}

async function observe(run: Enforcement, engine: WorkflowEngine): Promise<{ executions: number; published: number }> {
  const listed = await Promise.all(
    UNFINISHED.map((status) => ask(run, (call) => engine.listExecutions({ ...call, status, limit: 100 }))),
  );
  return { executions: listed.flat().length, published: (await publishedNow(run, engine)).length };
}
