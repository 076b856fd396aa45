/**
 * One step of a saga: it makes something in the world and can unmake it. `run` must be safe to repeat, and `undo` must be safe when
 * `run` never finished, because a process may die at any point. Both return the resources that changed.
 */
export interface SagaStep<Ctx, Resources> {
  readonly name: string;
  /** For `run` with its retries, and again for `undo` with its own. */
  readonly timeoutSeconds: number;
  run(ctx: Ctx, made: Resources, signal: AbortSignal): Promise<Partial<Resources>>;
  undo(ctx: Ctx, made: Resources, signal: AbortSignal): Promise<Partial<Resources>>;
}
