import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { SagaStep } from "@/lib/platform/saga/step";
import type { IgnitionResources, IgnitionStatus } from "./schemas";

export interface IgnitionStep extends SagaStep<WorkspaceCtx, IgnitionResources> {
  /** The title that the founder sees. */
  readonly title: string;
  /** The launch's state while this step runs (contract, "States"). */
  readonly status: IgnitionStatus;
  /** The advice to the founder when it fails. */
  readonly advice: string;
  /** Shown when it could not be undone: the thing that may be left, and its consequence. Absent: its undo leaves nothing. */
  readonly leftover?: string;
}
