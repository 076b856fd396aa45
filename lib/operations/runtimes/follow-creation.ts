import { getProject } from "@/lib/company/projects/get-project";
import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getBilling } from "@/lib/metering/billing/get-billing";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { isOn } from "@/lib/platform/features";
import { withTransaction } from "@/lib/platform/transaction";
import { beginProvisioning } from "./begin-provisioning";
import { findLastJob } from "./store-jobs";

/**
 * Gives a company that was just created a runtime of its own when its workspace pays already. Nothing for one that had an attempt before,
 * however that ended: repeated it begins nothing.
 */
export async function followCreation(ctx: WorkspaceCtx, { projectId }: ProjectRef): Promise<void> {
  requirePermission(ctx, "billing.write");
  if (!isOn("runtimes")) return;
  // No event: the attempt that begins writes its own.
  await withTransaction(ctx, async (tx) => {
    await getProject(tx, { projectId });
    if ((await findLastJob(tx, projectId)) !== null || !(await getBilling(tx)).is_paid) return;
    await beginProvisioning(tx, { projectId, cause: "payment" });
  });
}
