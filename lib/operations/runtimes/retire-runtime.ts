import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { isRetirementDue } from "./is-retirement-due";
import { removeRuntime } from "./remove-runtime";

/** Takes a company's runtime away once its time of grace is over; nothing for one that was paid for again meanwhile. Safe to repeat. */
export async function retireRuntime(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { projectId }: ProjectRef,
): Promise<void> {
  requirePermission(ctx, "billing.write");
  if (await isRetirementDue(ctx, { projectId })) await removeRuntime(ctx, { projectId });
}
