import { engineAt } from "@/lib/outreach/workflows/engine";
import { env, isLocalMode } from "@/lib/platform/env";
import type { WorkflowEngine } from "@/lib/providers/workflow-engine/port";

/**
 * The engine in which a launch may have left something. Its machine is forgotten once that was given back: a provider's machine took
 * everything along, the n8n of this machine is still there. Null: nothing can be left.
 */
export function engineToClean(sidecarUrl: string | null): WorkflowEngine | null {
  const url = sidecarUrl ?? (isLocalMode() ? (env().LOCAL_SIDECAR_URL ?? null) : null);
  return url === null ? null : engineAt(url);
}
