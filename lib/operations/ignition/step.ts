import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { SagaStep } from "@/lib/platform/saga/step";
import type { IgnitionResources, IgnitionStatus } from "./schemas";

export interface IgnitionStep extends SagaStep<WorkspaceCtx, IgnitionResources> {
  /** What a founder reads beside it. */
  readonly title: string;
  /** The launch's state while this step runs (contract, "States"). */
  readonly status: IgnitionStatus;
  /** What a founder can do when it fails. */
  readonly advice: string;
}
