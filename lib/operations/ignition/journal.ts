import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { applyEntry, type SagaEntry, type SagaJournal, type SagaState } from "@/lib/platform/saga/journal";
import { supersededError } from "@/lib/platform/saga/run-saga";
import { withReadTransaction, withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { IgnitionCompleted, IgnitionFailed, IgnitionStepDone, IgnitionStepFailed, IgnitionStepUndone } from "./events";
import { IGNITION_PLAN } from "./plan";
import type { Ignition, IgnitionResources, IgnitionStatus, StepState } from "./schemas";
import { findIgnition, lockIgnition, logOperation, saveIgnition } from "./store";
import { isRunning } from "./transitions";

type State = SagaState<IgnitionResources>;
type Entry = SagaEntry<IgnitionResources>;
type Change = { entry: Entry; before: Ignition; after: State };

/** Keeps one attempt of a launch in `ignition_state`, in the contract's states, and tells the ledger and the operations log of each entry. */
export class IgnitionJournal implements SagaJournal<IgnitionResources> {
  constructor(
    private readonly ctx: WorkspaceCtx,
    private readonly attempt: number,
  ) {}

  async read(): Promise<State | null> {
    const ignition = await withReadTransaction(this.ctx, findIgnition);
    return ignition && this.isCurrent(ignition) ? stateOf(ignition) : null;
  }

  advance(decide: (state: State) => Entry): Promise<State> {
    return withTransaction(this.ctx, async (tx) => {
      const before = await lockIgnition(tx);
      if (!before || !this.isCurrent(before)) throw supersededError("ignition");
      const state = stateOf(before);
      const entry = decide(state);
      const after = applyEntry(state, entry, tx.now());
      await saveIgnition(tx, {
        status: statusOf(before, { entry, after }),
        currentStep: "step" in entry ? entry.step : null,
        steps: before.steps.map((step) => ({ ...step, ...stepColumns(after, step) })),
        resources: after.made,
        failure: after.failure,
      });
      await tell(tx, { entry, before, after });
      return after;
    });
  }

  private isCurrent({ attempt, status }: Ignition): boolean {
    return attempt === this.attempt && isRunning(status);
  }
}

const PHASES: Partial<Record<IgnitionStatus, State["phase"]>> = {
  rollback_in_progress: "undoing",
  active: "succeeded",
  failed: "failed",
  cancelled: "cancelled",
};

function stateOf({ status, cancelRequested, steps, resources, ...ignition }: Ignition): State {
  const { errorMessage: message, errorCode, errorStep } = ignition;
  return {
    phase: PHASES[status] ?? "running",
    cancelRequested,
    steps: steps.map(({ name, status: step, started_at, ended_at, error }) => ({
      name,
      status: step,
      startedAt: started_at,
      endedAt: ended_at,
      error,
    })),
    made: resources,
    failure: message === null ? null : { message, code: errorCode ?? "internal", step: errorStep },
  };
}

function statusOf({ status }: Ignition, { entry, after }: Pick<Change, "entry" | "after">): IgnitionStatus {
  if (after.phase === "undoing") return "rollback_in_progress";
  if (after.phase === "succeeded") return "active";
  if (after.phase !== "running") return after.phase;
  return entry.type === "step_started" ? (planned(entry.step)?.status ?? status) : status;
}

function stepColumns({ steps }: State, { name, ...known }: StepState): Partial<StepState> {
  const step = steps.find((record) => record.name === name);
  if (!step) return known;
  const { status, startedAt, endedAt, error } = step;
  const advice = error === null ? null : (planned(name)?.advice ?? null);
  return { status, started_at: startedAt, ended_at: endedAt, error, advice };
}

const planned = (name: string) => IGNITION_PLAN.find((step) => step.name === name);

async function tell(tx: TxCtx, { entry, before, after }: Change): Promise<void> {
  const { attempt } = before;
  switch (entry.type) {
    case "step_done":
      await logOperation(tx, { attempt, operation: entry.step, status: "done" });
      await appendEvent(tx, IgnitionStepDone, { ...titled(entry.step), durationMs: durationOf(after, entry.step) });
      return;
    case "step_failed": {
      const error = entry.failure.message;
      await logOperation(tx, { attempt, operation: entry.step, status: "failed", error });
      await appendEvent(tx, IgnitionStepFailed, { ...titled(entry.step), error });
      return;
    }
    case "undo_done":
      await logOperation(tx, { attempt, operation: entry.step, status: "undone" });
      await appendEvent(tx, IgnitionStepUndone, { ...titled(entry.step), ok: true, error: null });
      return;
    case "undo_failed": {
      const error = entry.failure.message;
      await logOperation(tx, { attempt, operation: entry.step, status: "undo_failed", error });
      await appendEvent(tx, IgnitionStepUndone, { ...titled(entry.step), ok: false, error });
      return;
    }
    case "succeeded":
      await appendEvent(tx, IgnitionCompleted, { durationMs: tx.now().getTime() - Date.parse(before.startedAt) });
      return;
    case "ended": {
      const undone = after.steps.every(({ status }) => status !== "undo_failed");
      const { step = null, message: error = "unknown" } = after.failure ?? {};
      await appendEvent(tx, IgnitionFailed, { step, error, undone, cancelled: entry.phase === "cancelled" });
      return;
    }
    // The steps' own rows show these.
    case "step_started":
    case "undo_started":
    case "cancelled":
  }
}

const titled = (step: string) => ({ step, title: planned(step)?.title ?? step });

function durationOf({ steps }: State, name: string): number {
  const step = steps.find((record) => record.name === name);
  return step?.startedAt && step.endedAt ? Date.parse(step.endedAt) - Date.parse(step.startedAt) : 0;
}
