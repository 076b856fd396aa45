import { isDatabaseTrouble } from "@/lib/platform/database-errors";
import { AppError } from "../errors";
import type { SagaFailure, SagaJournal, SagaState } from "./journal";
import type { SagaStep } from "./step";
import { withinTime } from "./within-time";

export type Saga<Ctx, Resources> = {
  /** Begins the error codes `<name>.cancelled`, `<name>.timeout` and `<name>.superseded`. */
  name: string;
  /** In order; undone in reverse. */
  plan: readonly SagaStep<Ctx, Resources>[];
};
type Run<Ctx, Resources> = { saga: Saga<Ctx, Resources>; ctx: Ctx & Stoppable; journal: SagaJournal<Resources> };
type Stoppable = { signal: AbortSignal };

const SUPERSEDED = "superseded";

/** A journal's answer to a run that is no longer the current one. */
export const supersededError = (saga: string): AppError =>
  new AppError("conflict", "Another run has taken over.", { code: `${saga}.${SUPERSEDED}` });

/**
 * Drives a saga from where it stands to `succeeded`, or undoes it in reverse to `failed` or `cancelled`. Steps that are done are skipped;
 * a process that dies at any point leaves the saga to the next run, which goes on from the last entry of the journal. Throws, and leaves
 * the saga as it is, when `ctx.signal` is aborted, the database is away, the workspace is frozen or another run has taken over.
 */
export async function runSaga<Ctx, Resources>(run: Run<Ctx, Resources>): Promise<void> {
  let state = await run.journal.read();
  if (state?.phase === "running") state = await goForward(run, state);
  if (state?.phase === "undoing") await undoAll(run, state);
}

async function goForward<Ctx, Resources>(
  run: Run<Ctx, Resources>,
  from: SagaState<Resources>,
): Promise<SagaState<Resources>> {
  let state = from;
  for (const step of run.saga.plan) {
    if (statusOf(state, step) === "done") continue;
    state = await runStep(run, step);
    if (state.phase !== "running") return state;
  }
  return unlessCancelled(run, { type: "succeeded" });
}

/** Saves the entry, or that the saga was cancelled: the journal's lock makes one of the two first. */
const unlessCancelled = <Ctx, Resources>(
  { saga, journal }: Run<Ctx, Resources>,
  entry: { type: "succeeded" } | { type: "step_started"; step: string },
): Promise<SagaState<Resources>> =>
  journal.advance(({ cancelRequested }) =>
    cancelRequested ? { type: "cancelled", failure: { message: "Cancelled.", code: cancelledCode(saga) } } : entry,
  );

const cancelledCode = ({ name }: { name: string }): string => `${name}.cancelled`;

async function runStep<Ctx, Resources>(
  run: Run<Ctx, Resources>,
  step: SagaStep<Ctx, Resources>,
): Promise<SagaState<Resources>> {
  const { ctx, journal } = run;
  const started = await unlessCancelled(run, { type: "step_started", step: step.name });
  if (started.phase !== "running") return started;
  try {
    const made = await withinTime(limitOf(run, step), (signal) => step.run(ctx, started.made, signal));
    return await journal.advance(() => ({ type: "step_done", step: step.name, made }));
  } catch (error) {
    if (isInterruption(run, error)) throw error;
    return journal.advance(() => ({ type: "step_failed", step: step.name, failure: failureOf(error) }));
  }
}

/** Undoes the steps that were begun, last first. One that cannot be undone is recorded, and the others are undone all the same. */
async function undoAll<Ctx, Resources>(run: Run<Ctx, Resources>, from: SagaState<Resources>): Promise<void> {
  let state = from;
  for (const step of run.saga.plan.toReversed()) {
    if (!["pending", "undone"].includes(statusOf(state, step))) state = await undoStep(run, step);
  }
  const phase = state.failure?.code === cancelledCode(run.saga) ? "cancelled" : "failed";
  await run.journal.advance(() => ({ type: "ended", phase }));
}

async function undoStep<Ctx, Resources>(
  run: Run<Ctx, Resources>,
  step: SagaStep<Ctx, Resources>,
): Promise<SagaState<Resources>> {
  const { ctx, journal } = run;
  const { made } = await journal.advance(() => ({ type: "undo_started", step: step.name }));
  try {
    const left = await withinTime(limitOf(run, step), (signal) => step.undo(ctx, made, signal));
    return await journal.advance(() => ({ type: "undo_done", step: step.name, made: left }));
  } catch (error) {
    if (isInterruption(run, error)) throw error;
    return journal.advance(() => ({ type: "undo_failed", step: step.name, failure: failureOf(error) }));
  }
}

const statusOf = <Resources>({ steps }: SagaState<Resources>, { name }: { name: string }) =>
  steps.find((step) => step.name === name)?.status ?? "pending";

const limitOf = <Ctx, Resources>(
  { saga, ctx: { signal } }: Run<Ctx, Resources>,
  { timeoutSeconds }: SagaStep<Ctx, Resources>,
) => ({ seconds: timeoutSeconds, signal, timeoutCode: `${saga.name}.timeout` });

/** Not a failure of the step: this run cannot go on, and the next one continues where it stands. */
const isInterruption = <Ctx, Resources>({ ctx, saga }: Run<Ctx, Resources>, error: unknown): boolean =>
  ctx.signal.aborted ||
  isDatabaseTrouble(error) ||
  (error instanceof AppError && ["workspace.frozen", `${saga.name}.${SUPERSEDED}`].includes(error.code));

const failureOf = (error: unknown): SagaFailure =>
  error instanceof AppError
    ? { message: error.message, code: error.code }
    : { message: error instanceof Error ? error.message : String(error), code: "internal" };
