import { getProject } from "@/lib/company/projects/get-project";
import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getBilling } from "@/lib/metering/billing/get-billing";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { beginProvisioning, type Begun } from "./begin-provisioning";
import { findLastJob } from "./store-jobs";

/**
 * Gives a company of a paying workspace a runtime of its own, or tries again after a failure. Idempotent: `started: false` while one is set
 * up and once it is there. 422 `runtime.not_paid` for a company that nothing entitles to one.
 */
export async function provisionProject(ctx: WorkspaceCtx, { projectId }: ProjectRef): Promise<Begun> {
  requirePermission(ctx, "billing.write");
  // No event: the attempt that begins writes its own.
  return withTransaction(ctx, async (tx) => {
    await getProject(tx, { projectId });
    const last = await findLastJob(tx, projectId);
    const { is_paid: isPaid } = await getBilling(tx);
    if (!isPaid && last === null)
      throw new AppError("impossible", "A runtime of its own comes with a paid plan. Choose a plan first.", {
        code: "runtime.not_paid",
      });
    return beginProvisioning(tx, { projectId, cause: last === null ? "payment" : "retry" });
  });
}
