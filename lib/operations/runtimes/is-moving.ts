import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { isOn } from "@/lib/platform/features";
import { withReadTransaction } from "@/lib/platform/transaction";
import { findInstance } from "./store";

/** Whether a company's own runtime is being set up now, while its work goes on on the shared one. */
export async function isMoving(ctx: WorkspaceCtx, { projectId }: ProjectRef): Promise<boolean> {
  requirePermission(ctx, "projects.read");
  if (!isOn("runtimes")) return false;
  const instance = await withReadTransaction(ctx, (tx) => findInstance(tx, projectId));
  return instance?.status === "requested" || instance?.status === "running";
}
