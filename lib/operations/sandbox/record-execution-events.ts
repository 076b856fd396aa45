import type { ExecutionEvent, ExecutionEvents } from "@/lib/contracts/instance";
import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction, withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { endRun } from "./end-run";
import { redactWords } from "./redact-sample";
import type { RunEvent } from "./schemas";
import { lockRun, updateRun, type StoredRun } from "./store";
import { insertEvents, selectWorkspacesOfRuns, type NewEvent } from "./store-events";

type Report = ExecutionEvents & { instance: string };

/**
 * Stores what a machine reports of the sandbox runs that were started on it, each event once, in the order of the report. Events of runs
 * that are unknown, of other machines or of other executions change nothing.
 */
export async function recordExecutionEvents(
  ctx: SystemCtx,
  { instance, events }: Report,
): Promise<{ accepted: number }> {
  // No permission: the machine's signature is what lets it in.
  // No event: the run's beginning and end are lines of the ledger.
  const byRun = Map.groupBy(events, ({ run_id }) => run_id);
  const known = await withServiceTransaction(ctx, (tx) =>
    selectWorkspacesOfRuns(tx, { runIds: [...byRun.keys()], instance }),
  );
  let accepted = 0;
  for (const { runId, workspaceId } of known) {
    const actor = { type: "job", job: "sandbox.record_execution_events" } as const;
    // Of a frozen workspace as well: a run that the freeze ended has ended.
    const inside = { ...ctx, workspaceId, actor, whileFrozen: true } as const;
    accepted += await withTransaction(inside, (tx) => recordOf(tx, runId, byRun.get(runId) ?? []));
  }
  return { accepted };
}

async function recordOf(tx: TxCtx, runId: string, events: readonly ExecutionEvent[]): Promise<number> {
  const run = await lockRun(tx, runId);
  if (!run) return 0;
  const executionId = run.execution_id ?? events[0]?.execution_id;
  const own = events.filter(({ execution_id }) => execution_id === executionId);
  if (!executionId || own.length === 0) return 0;
  if (run.execution_id === null) {
    await updateRun(tx, runId, { executionId, startedAt: tx.now().toISOString() });
  }
  await insertEvents(tx, runId, own.map(toEvent));
  const last = own.find(({ phase }) => phase.startsWith("workflow_"));
  if (last) await endRun(tx, { ...run, execution_id: executionId }, failureOf(run, last));
  return own.length;
}

const TYPES: Record<ExecutionEvent["phase"], RunEvent["event_type"]> = {
  node_started: "node_start",
  node_finished: "node_complete",
  workflow_succeeded: "complete",
  workflow_failed: "error",
  workflow_cancelled: "error",
};

function toEvent(event: ExecutionEvent): NewEvent {
  const { id, execution_id: executionId, phase, node_name, node_type, message, at: occurred_at } = event;
  const words = message ?? (phase === "workflow_cancelled" ? "It was stopped." : null);
  const data = words === null ? {} : { message: redactWords(words) };
  return { id, executionId, event_type: TYPES[phase], node_name, node_type, data, occurred_at };
}

function failureOf({ name }: StoredRun, { phase, node_name, message }: ExecutionEvent): string | null {
  if (phase === "workflow_succeeded") return null;
  if (phase === "workflow_cancelled") return "It was stopped in n8n.";
  return `${node_name ?? name}: ${message ?? "n8n gave no reason."}`;
}
