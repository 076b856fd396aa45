import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { isLeftover } from "./leftover";
import { removeRuntime } from "./remove-runtime";
import { findInstance } from "./store";

/** Takes away what a failed attempt left behind, and ends only once nothing of its name is left; nothing when another attempt began meanwhile. */
export async function cleanUpRuntime(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { projectId }: ProjectRef,
): Promise<void> {
  requirePermission(ctx, "workspace.own");
  const instance = await withReadTransaction(ctx, (tx) => findInstance(tx, projectId));
  if (instance && isLeftover(instance)) await removeRuntime(ctx, { projectId });
}
