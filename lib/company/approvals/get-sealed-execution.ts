import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { Execution, Sealed } from "./define-action";
import { requireApproval } from "./require-approval";
import type { Json } from "./schemas";
import { findLatestExecution } from "./store-executions";
import { findVersion } from "./store-versions";

/** The bytes that were carried out last for an approval, and by which attempt; 404 `approval.not_found` when none was. */
export async function getSealedExecution(
  ctx: WorkspaceCtx,
  { approvalId }: { approvalId: string },
): Promise<{ projectId: string; sealed: Sealed<Json>; execution: Execution }> {
  requirePermission(ctx, "approvals.read");
  return withReadTransaction({ ...ctx, whileFrozen: true }, async (tx) => {
    const { project_id: projectId } = await requireApproval(tx, approvalId);
    const execution = await findLatestExecution(tx, approvalId);
    const stored = execution && (await findVersion(tx, { approvalId, version: execution.version }));
    if (!execution || !stored) {
      throw new AppError("not_found", "This action was never carried out.", { code: "approval.not_found" });
    }
    const { provider, providerId, startedAt, observed } = execution;
    return {
      projectId,
      sealed: stored.sealed,
      execution: { approvalId, provider: provider ?? "unknown", providerId, startedAt, observed },
    };
  });
}
