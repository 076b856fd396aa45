import pRetry, { type RetryContext } from "p-retry";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { AppError } from "@/lib/platform/errors";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction, withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { IgnitionCompleted, IgnitionFailed, IgnitionStepDone, IgnitionStepFailed, IgnitionStepUndone } from "./events";
import { IGNITION_PLAN } from "./plan";
import type { Ignition, StepState } from "./schemas";
import type { IgnitionStep } from "./step";
import { findIgnition, logOperation, saveProgress, type Progress } from "./store";
import { isRunning } from "./transitions";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };
type Change = Partial<Omit<Progress, "steps">> & { step?: { name: string; change: Partial<StepState> } };

/** A part that is away (restarting, say) is waited for as long as the step may last; one that answers with failures gets four tries. */
const BACKOFF = { retries: 1000, minTimeout: 500, factor: 2, maxTimeout: 5_000 };
const TRIES = 4;

const CANCELLED = "ignition.cancelled";

const worthAnotherTry = (error: unknown, attemptNumber: number): boolean =>
  error instanceof AppError && error.retryable && (error.kind === "unavailable" || attemptNumber < TRIES);

/** Not the step's fault: the database is away, another run has taken over, or the workspace was frozen. */
const INTERRUPTIONS: readonly string[] = ["database.unavailable", "ignition.superseded", "workspace.frozen"];

/** Not a failure of the step: the run itself cannot go on here, and another one will take it over where it stands. */
const interrupted = (ctx: JobCtx, error: unknown): boolean =>
  ctx.signal.aborted || (error instanceof AppError && INTERRUPTIONS.includes(error.code));

/** One launch being driven: its state in memory is always what was last saved. */
class Run {
  constructor(
    readonly ctx: JobCtx,
    private ignition: Ignition,
  ) {}

  get state(): Ignition {
    return this.ignition;
  }

  /** Saves a change and writes what `record` adds in the same transaction. */
  async save(change: Change, record: (tx: TxCtx) => Promise<void> = async () => undefined): Promise<void> {
    const { step, ...progress } = change;
    const steps = this.ignition.steps.map((known) =>
      known.name === step?.name ? { ...known, ...step.change } : known,
    );
    const status = progress.status ?? this.ignition.status;
    await withTransaction(this.ctx, async (tx) => {
      await saveProgress(tx, this.ignition.attempt, { currentStep: step?.name ?? null, ...progress, status, steps });
      await record(tx);
    });
    this.ignition = {
      ...this.ignition,
      status,
      steps,
      resources: { ...this.ignition.resources, ...progress.resources },
    };
  }

  stepState(step: IgnitionStep): StepState | undefined {
    return this.ignition.steps.find(({ name }) => name === step.name);
  }
}

/**
 * Drives a launch from where it stands to `active`, or undoes it in reverse to `failed` or `cancelled`. Done steps are skipped; killed
 * at any point, the next run goes on from the last saved step.
 */
export async function runIgnition(ctx: JobCtx, { attempt }: { attempt: number }): Promise<void> {
  requirePermission(ctx, "ignition.launch");
  const ignition = await withReadTransaction(ctx, findIgnition);
  if (!ignition || ignition.attempt !== attempt || !isRunning(ignition.status)) return;

  const run = new Run(ctx, ignition);
  if (ignition.status === "rollback_in_progress") return rollBack(run);
  for (const step of IGNITION_PLAN) {
    if (run.stepState(step)?.status === "done") continue;
    const failure = await tryStep(run, step);
    if (failure) return rollBack(run);
  }
  return finish(run);
}

/** Becomes active, unless cancelling was asked for in the last step: saving locks the row, so nobody can ask in between. */
async function finish(run: Run): Promise<void> {
  const { ctx, state } = run;
  try {
    await run.save({ status: "active", completed: true }, async (tx) => {
      await refuseCancelled(tx);
      const durationMs = ctx.now().getTime() - Date.parse(state.startedAt);
      await appendEvent(tx, IgnitionCompleted, { durationMs });
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== CANCELLED) throw error;
    const { message, code } = error;
    await run.save({ status: "rollback_in_progress", rollback: "started", error: { message, code, step: null } });
    await rollBack(run);
  }
}

async function refuseCancelled(tx: TxCtx): Promise<void> {
  if ((await findIgnition(tx))?.cancelRequested) throw new AppError("conflict", "Cancelled.", { code: CANCELLED });
}

/** Runs one step and saves what it made. True when it failed for good and the launch has to be undone. */
async function tryStep(run: Run, step: IgnitionStep): Promise<boolean> {
  const { ctx } = run;
  const started = ctx.now();
  try {
    await withReadTransaction(ctx, refuseCancelled);
    const running = {
      status: "running",
      started_at: started.toISOString(),
      ended_at: null,
      error: null,
      advice: null,
    } as const;
    await run.save({ status: step.status, step: { name: step.name, change: running } });
    const resources = await withinTime(ctx, step, (signal) => step.run(ctx, run.state.resources, signal));
    const ended = ctx.now();
    const durationMs = ended.getTime() - started.getTime();
    await run.save(
      { resources, step: { name: step.name, change: { status: "done", ended_at: ended.toISOString() } } },
      async (tx) => {
        await logOperation(tx, { attempt: run.state.attempt, operation: step.name, status: "done" });
        await appendEvent(tx, IgnitionStepDone, { step: step.name, title: step.title, durationMs });
      },
    );
    return false;
  } catch (error) {
    if (interrupted(ctx, error)) throw error;
    await saveFailure(run, step, error);
    return true;
  }
}

/** Retries what the other side calls retryable, within the step's time. */
function withinTime<T>(ctx: JobCtx, step: IgnitionStep, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const timeout = AbortSignal.timeout(step.timeoutSeconds * 1000);
  const signal = AbortSignal.any([ctx.signal, timeout]);
  let lastWords = "";
  const shouldRetry = ({ error, attemptNumber }: RetryContext): boolean => {
    lastWords = error.message;
    return worthAnotherTry(error, attemptNumber);
  };
  return pRetry(() => work(signal), { ...BACKOFF, signal, shouldRetry }).catch((cause: unknown) => {
    if (!timeout.aborted) throw cause;
    const message = `Not finished within ${step.timeoutSeconds} seconds. ${lastWords}`.trim();
    throw new AppError("unavailable", message, { code: "ignition.timeout", cause });
  });
}

const describe = (error: unknown): { message: string; code: string } =>
  error instanceof AppError
    ? { message: error.message, code: error.code }
    : { message: error instanceof Error ? error.message : String(error), code: "internal" };

async function saveFailure(run: Run, step: IgnitionStep, error: unknown): Promise<void> {
  const { message, code } = describe(error);
  const change = {
    status: "failed",
    ended_at: run.ctx.now().toISOString(),
    error: message,
    advice: step.advice,
  } as const;
  const failed = {
    status: "rollback_in_progress",
    rollback: "started",
    error: { message, code, step: step.name },
  } as const;
  await run.save({ ...failed, step: { name: step.name, change } }, async (tx) => {
    await logOperation(tx, { attempt: run.state.attempt, operation: step.name, status: "failed", error: message });
    await appendEvent(tx, IgnitionStepFailed, { step: step.name, title: step.title, error: message });
  });
}

/** Undoes what was begun, last step first; one that cannot be undone is named and the others still are. */
async function rollBack(run: Run): Promise<void> {
  const begun = (step: IgnitionStep): boolean =>
    !["pending", "undone"].includes(run.stepState(step)?.status ?? "pending");
  for (const step of IGNITION_PLAN.toReversed().filter(begun)) await undoStep(run, step);

  const undone = run.state.steps.every(({ status }) => status !== "undo_failed");
  const now = await withReadTransaction(run.ctx, findIgnition);
  const cancelled = now?.errorCode === CANCELLED;
  const ended = {
    status: cancelled ? "cancelled" : "failed",
    rollback: undone ? "succeeded" : "incomplete",
    completed: true,
  } as const;
  await run.save(ended, (tx) =>
    appendEvent(tx, IgnitionFailed, {
      step: now?.errorStep ?? null,
      error: now?.errorMessage ?? "unknown",
      undone,
      cancelled,
    }),
  );
}

async function undoStep(run: Run, step: IgnitionStep): Promise<void> {
  const { ctx } = run;
  await run.save({ step: { name: step.name, change: { status: "undoing" } } });
  const outcome = await withinTime(ctx, step, (signal) => step.undo(ctx, run.state.resources, signal)).then(
    (resources) => ({ resources, error: null }),
    (error: unknown) => {
      if (interrupted(ctx, error)) throw error;
      return { resources: {}, error: describe(error).message };
    },
  );
  const status = outcome.error === null ? "undone" : "undo_failed";
  await run.save({ resources: outcome.resources, step: { name: step.name, change: { status } } }, async (tx) => {
    await logOperation(tx, {
      attempt: run.state.attempt,
      operation: step.name,
      status,
      ...(outcome.error && { error: outcome.error }),
    });
    await appendEvent(tx, IgnitionStepUndone, {
      step: step.name,
      title: step.title,
      ok: status === "undone",
      error: outcome.error,
    });
  });
}
