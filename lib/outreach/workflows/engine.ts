import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import type { WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import { workflowEngine } from "@/lib/providers/workflow-engine/select";

/** The engine of an instance, spoken to through its sidecar. */
export function engineAt(sidecarUrl: string | null): WorkflowEngine {
  const { SIDECAR_SIGNING_KEY } = env();
  if (!sidecarUrl || !SIDECAR_SIGNING_KEY) {
    throw new AppError("impossible", "This workspace has no outreach engine yet: launch it first.", {
      code: "ignition.not_launched",
    });
  }
  return workflowEngine({ sidecarUrl, signingKeyPem: SIDECAR_SIGNING_KEY });
}
