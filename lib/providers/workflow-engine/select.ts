import type { WorkflowEngine } from "./port";
import { sidecarEngine } from "./sidecar/provider";

/** The engine behind one instance's sidecar. Makes no connection by itself. */
export function workflowEngine({
  sidecarUrl,
  signingKeyPem,
}: {
  sidecarUrl: string;
  signingKeyPem: string;
}): WorkflowEngine {
  return sidecarEngine({ sidecarUrl, signingKeyPem });
}
