import { requirePermission } from "@/lib/foundation/access/require-permission";
import { countLinesSince } from "@/lib/foundation/ledger/count-lines-since";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requireApproval } from "./require-approval";
import { ApprovalDetail, type ApprovalRef } from "./schemas";
import { selectExecutions } from "./store-executions";
import { selectVersions } from "./store-versions";

/** One proposal with its versions, the bytes that each is bound to, and the attempts at carrying it out. */
export async function getApproval(ctx: WorkspaceCtx, { approvalId }: ApprovalRef): Promise<ApprovalDetail> {
  requirePermission(ctx, "approvals.read");
  return withReadTransaction(ctx, async (tx) => {
    const approval = await requireApproval(tx, approvalId);
    const { project_id: projectId, composed_at: since } = approval;
    return ApprovalDetail.parse({
      ...approval,
      versions: await selectVersions(tx, approvalId),
      executions: await selectExecutions(tx, approvalId),
      events_since: await countLinesSince(tx, { projectId, since }),
    });
  });
}
