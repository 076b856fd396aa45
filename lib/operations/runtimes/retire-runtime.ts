import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { removeRuntime } from "./remove-runtime";
import { findInstance } from "./store";

/** Takes a company's runtime away once its time of grace is over; nothing for one that was paid for again meanwhile. Safe to repeat. */
export async function retireRuntime(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { projectId }: ProjectRef,
): Promise<void> {
  requirePermission(ctx, "billing.write");
  const instance = await withReadTransaction(ctx, (tx) => findInstance(tx, projectId));
  if (instance?.status !== "retiring" || instance.retire_at === null) return;
  if (Date.parse(instance.retire_at) > ctx.now().getTime()) return;
  await removeRuntime(ctx, { projectId });
}
