import { requirePermission } from "@/lib/foundation/access/require-permission";
import { engineAt } from "@/lib/outreach/workflows/engine";
import { env, isLocalMode } from "@/lib/platform/env";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import { findIgnition } from "./store";

export type Placement = {
  engine: WorkflowEngine;
  /** The name of the machine. */
  instance: string;
  /** The engine's ids of the workspace's credentials, by their type. */
  credentialIds: Record<string, string>;
};

/**
 * Where a workspace's workflows run; in local mode the machine of LOCAL_SIDECAR_URL, also when nothing was launched. Else 422
 * `ignition.not_launched`.
 */
export async function findPlacement(ctx: WorkspaceCtx): Promise<Placement> {
  requirePermission(ctx, "ignition.read");
  const ignition = await withReadTransaction(ctx, findIgnition);
  const { sidecarUrl = null, instanceId, credentialIds = {} } = ignition?.resources ?? {};
  const nearest = isLocalMode() ? (env().LOCAL_SIDECAR_URL ?? null) : null;
  return { engine: engineAt(sidecarUrl ?? nearest), instance: instanceId ?? "local", credentialIds };
}
