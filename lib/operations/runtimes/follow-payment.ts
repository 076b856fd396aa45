import { listWorkspaceProjects } from "@/lib/company/projects/list-workspace-projects";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getBilling } from "@/lib/metering/billing/get-billing";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { isOn } from "@/lib/platform/features";
import { withTransaction } from "@/lib/platform/transaction";
import { beginProvisioning } from "./begin-provisioning";

/** Gives each company of a workspace whose payment began a runtime of its own. Repeated, or with nothing paid by now, it begins nothing. */
export async function followPayment(ctx: WorkspaceCtx): Promise<void> {
  requirePermission(ctx, "billing.write");
  if (!isOn("runtimes")) return;
  // No event: each attempt that begins writes its own.
  await withTransaction(ctx, async (tx) => {
    if (!(await getBilling(tx)).is_paid) return;
    for (const { id: projectId } of await listWorkspaceProjects(tx))
      await beginProvisioning(tx, { projectId, cause: "payment" });
  });
}
