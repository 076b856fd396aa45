import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { IgnitionResources, IgnitionStatus } from "./schemas";

/** `run` must be safe to repeat; `undo` must be safe when `run` never finished. */
export interface IgnitionStep {
  readonly name: string;
  /** What a founder reads beside it. */
  readonly title: string;
  /** The saga's state while this step runs (contract, "States"). */
  readonly status: IgnitionStatus;
  readonly timeoutSeconds: number;
  /** What a founder can do when it fails. */
  readonly advice: string;
  run(ctx: WorkspaceCtx, made: IgnitionResources, signal: AbortSignal): Promise<Partial<IgnitionResources>>;
  undo(ctx: WorkspaceCtx, made: IgnitionResources, signal: AbortSignal): Promise<Partial<IgnitionResources>>;
}
