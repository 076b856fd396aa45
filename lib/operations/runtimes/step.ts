import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { SagaStep } from "@/lib/platform/saga/step";
import type { RuntimeTarget } from "@/lib/providers/runtime-target";
import type { RuntimeParts } from "./schemas";

/** A run of one attempt. */
export type ProvisioningCtx = WorkspaceCtx & {
  signal: AbortSignal;
  projectId: string;
  attempt: number;
  target: RuntimeTarget;
};

export interface ProvisioningStep extends SagaStep<ProvisioningCtx, RuntimeParts> {
  /** The title that the founder sees. */
  readonly title: string;
  /** The advice when it fails. */
  readonly advice: string;
}
