import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { findInstance } from "./store";

/** Whether the time of grace of a company's own runtime is over, so that it is to be taken away now. */
export async function isRetirementDue(ctx: WorkspaceCtx, { projectId }: ProjectRef): Promise<boolean> {
  requirePermission(ctx, "billing.write");
  const instance = await withReadTransaction(ctx, (tx) => findInstance(tx, projectId));
  if (instance?.status !== "retiring" || instance.retire_at === null) return false;
  return Date.parse(instance.retire_at) <= ctx.now().getTime();
}
