import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { applyEntry, type SagaEntry, type SagaJournal, type SagaState } from "@/lib/platform/saga/journal";
import { supersededError } from "@/lib/platform/saga/run-saga";
import { withReadTransaction, withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { RuntimeProvisioned, RuntimeStepDone, RuntimeStepFailed } from "./events";
import { PROVISIONING_PLAN } from "./plan";
import type { ProvisioningJob, ProvisioningStepState, RuntimeParts } from "./schemas";
import { activate } from "./steps/activate";
import { lockInstance } from "./store";
import { findOpenJob, saveJob } from "./store-jobs";
import { tellProvisioningFailed } from "./tell-provisioning-failed";

type State = SagaState<RuntimeParts>;
type Entry = SagaEntry<RuntimeParts>;
type Of = { projectId: string; attempt: number };

const LIMIT_MINUTES = 45;
const OUT_OF_TIME = { message: `It took longer than ${LIMIT_MINUTES} minutes.`, code: "runtime.out_of_time" };

/** Keeps one attempt in `project_provisioning_jobs`, and tells the company's ledger of it. */
export class ProvisioningJournal implements SagaJournal<RuntimeParts> {
  constructor(
    private readonly ctx: WorkspaceCtx,
    private readonly of: Of,
  ) {}

  async read(): Promise<State | null> {
    const job = await withReadTransaction(this.ctx, (tx) => findOpenJob(tx, this.of));
    return job && stateOf(job, this.ctx.now());
  }

  advance(decide: (state: State) => Entry): Promise<State> {
    return withTransaction(this.ctx, async (tx) => {
      await lockInstance(tx, this.of.projectId);
      const job = await findOpenJob(tx, this.of);
      if (!job) throw supersededError("runtime");
      const state = stateOf(job, tx.now());
      const decided = decide(state);
      const entry = decided.type === "cancelled" ? { ...decided, failure: OUT_OF_TIME } : decided;
      const after = applyEntry(state, entry, tx.now());
      const isOver = after.phase === "succeeded" || after.phase === "failed" || after.phase === "cancelled";
      await saveJob(tx, {
        id: job.id,
        status: after.phase === "cancelled" ? "failed" : after.phase,
        steps: job.steps.map((step) => ({ ...step, ...stepColumns(after, step) })),
        made: after.made,
        ended_at: isOver ? tx.now().toISOString() : null,
        failure: after.failure,
      });
      await this.tell(tx, entry, after);
      return after;
    });
  }

  private async tell(tx: TxCtx, entry: Entry, after: State): Promise<void> {
    const { projectId, attempt } = this.of;
    if (entry.type === "step_done")
      await appendEvent(tx, RuntimeStepDone, { ...titled(entry.step), attempt }, { projectId });
    if (entry.type === "step_failed") {
      const error = entry.failure.message;
      await appendEvent(tx, RuntimeStepFailed, { ...titled(entry.step), attempt, error }, { projectId });
    }
    if (entry.type === "succeeded") await appendEvent(tx, RuntimeProvisioned, { attempt }, { projectId });
    if (entry.type === "ended") await this.tellFailure(tx, after);
  }

  private async tellFailure(tx: TxCtx, { failure, made }: State): Promise<void> {
    const { projectId, attempt } = this.of;
    const { step = null, message: error = "It was stopped." } = failure ?? {};
    const advice = planned(step)?.advice ?? "Try again.";
    await tellProvisioningFailed(tx, { projectId, attempt, step, error, advice, made });
  }
}

/** No founder cancels an attempt; its time does, until the company works there. */
function isOutOfTime({ steps, started_at: from }: ProvisioningJob, now: Date): boolean {
  const works = steps.some(({ name, status }) => name === activate.name && status === "done");
  return !works && now.getTime() - Date.parse(from) > LIMIT_MINUTES * 60_000;
}

function stateOf(attempt: ProvisioningJob, now: Date): State {
  const { status, steps, made, ...job } = attempt;
  const { error_message: message, error_code: code, error_step: step } = job;
  return {
    phase: status,
    cancelRequested: isOutOfTime(attempt, now),
    steps: steps.map(({ name, status: state, started_at: startedAt, ended_at: endedAt, error }) => ({
      name,
      status: state,
      startedAt,
      endedAt,
      error,
    })),
    made,
    failure: message === null ? null : { message, code: code ?? "internal", step },
  };
}

function stepColumns({ steps }: State, { name, ...known }: ProvisioningStepState): Partial<ProvisioningStepState> {
  const step = steps.find((record) => record.name === name);
  if (!step) return known;
  const { status, startedAt, endedAt, error } = step;
  const advice = error === null ? null : (planned(name)?.advice ?? null);
  return { status, started_at: startedAt, ended_at: endedAt, error, advice };
}

const planned = (name: string | null) => PROVISIONING_PLAN.find((step) => step.name === name);
const titled = (step: string) => ({ step, title: planned(step)?.title ?? step });
