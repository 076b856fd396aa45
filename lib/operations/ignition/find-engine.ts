import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { engineAt } from "@/lib/outreach/workflows/engine";
import { findIgnition } from "./store";

/** The engine of the workspace's instance, whatever state its launch is in; null when it never got an instance. */
export async function findEngine(ctx: WorkspaceCtx): Promise<WorkflowEngine | null> {
  requirePermission(ctx, "ignition.read");
  const ignition = await withReadTransaction(ctx, findIgnition);
  return ignition?.resources.sidecarUrl ? engineAt(ignition.resources.sidecarUrl) : null;
}
