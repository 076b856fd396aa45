export type StepStatus = "pending" | "running" | "done" | "failed" | "undoing" | "undone" | "undo_failed";
export type StepRecord = {
  name: string;
  status: StepStatus;
  startedAt: string | null;
  endedAt: string | null;
  /** Why `run` failed; it stays when the step was undone. */
  error: string | null;
};
export type SagaFailure = { message: string; code: string };

export type SagaState<Resources> = {
  phase: "running" | "undoing" | "succeeded" | "failed" | "cancelled";
  cancelRequested: boolean;
  steps: readonly StepRecord[];
  made: Resources;
  /** Why the saga is undone. `step` is null when it was cancelled. */
  failure: (SagaFailure & { step: string | null }) | null;
};

export type SagaEntry<Resources> =
  | { type: "step_started"; step: string }
  | { type: "step_done"; step: string; made: Partial<Resources> }
  | { type: "step_failed"; step: string; failure: SagaFailure }
  | { type: "cancelled"; failure: SagaFailure }
  | { type: "undo_started"; step: string }
  | { type: "undo_done"; step: string; made: Partial<Resources> }
  | { type: "undo_failed"; step: string; failure: SagaFailure }
  | { type: "succeeded" }
  | { type: "ended"; phase: "failed" | "cancelled" };

/** Where a saga is kept: the port that a domain implements over its own table. */
export interface SagaJournal<Resources> {
  /** The saga as it was last saved; null when this run has nothing to do. */
  read(): Promise<SagaState<Resources> | null>;
  /**
   * In one transaction: locks the saga, asks `decide` for the entry, and saves {@link applyEntry}'s answer together with the domain's own
   * events. Throws `supersededError` when another run has taken over, so that an outdated run stops and undoes nothing.
   */
  advance(decide: (state: SagaState<Resources>) => SagaEntry<Resources>): Promise<SagaState<Resources>>;
}

/** The state after an entry. */
export function applyEntry<Resources>(
  state: SagaState<Resources>,
  entry: SagaEntry<Resources>,
  now: Date,
): SagaState<Resources> {
  const at = now.toISOString();
  const withStep = (name: string, change: Partial<StepRecord>): SagaState<Resources> => ({
    ...state,
    steps: state.steps.map((step) => (step.name === name ? { ...step, ...change } : step)),
  });
  switch (entry.type) {
    case "step_started":
      return withStep(entry.step, { status: "running", startedAt: at, endedAt: null, error: null });
    case "step_done":
      return { ...withStep(entry.step, { status: "done", endedAt: at }), made: { ...state.made, ...entry.made } };
    case "step_failed": {
      const { step, failure } = entry;
      const failed = withStep(step, { status: "failed", endedAt: at, error: failure.message });
      return { ...failed, phase: "undoing", failure: { ...failure, step } };
    }
    case "cancelled":
      return { ...state, phase: "undoing", failure: { ...entry.failure, step: null } };
    case "undo_started":
      return withStep(entry.step, { status: "undoing" });
    case "undo_done":
      return { ...withStep(entry.step, { status: "undone" }), made: { ...state.made, ...entry.made } };
    case "undo_failed":
      return withStep(entry.step, { status: "undo_failed" });
    case "succeeded":
      return { ...state, phase: "succeeded" };
    case "ended":
      return { ...state, phase: entry.phase };
  }
}
