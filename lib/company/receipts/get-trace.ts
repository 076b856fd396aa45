import { requirePermission } from "@/lib/foundation/access/require-permission";
import { listLinkedLines } from "@/lib/foundation/ledger/list-linked-lines";
import { requireApproval } from "@/lib/company/approvals/require-approval";
import type { ApprovalRef } from "@/lib/company/approvals/schemas";
import { listExecutions } from "@/lib/company/approvals/list-executions";
import { requireTask } from "@/lib/company/tasks/require-task";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { Trace } from "./schemas";
import { selectReceiptsOf } from "./store";

/**
 * The way from a recommendation over its task and the approval to the attempts and the receipt, and each ledger line about any of them,
 * oldest first.
 */
export async function getTrace(ctx: WorkspaceCtx, { approvalId }: ApprovalRef): Promise<Trace> {
  requirePermission(ctx, "approvals.read");
  return withReadTransaction(ctx, async (tx) => {
    const approval = await requireApproval(tx, approvalId);
    const { project_id: projectId, task_id } = approval;
    const task = task_id === null ? null : await requireTask(tx, task_id);
    const recommendation_id = approval.recommendation_id ?? task?.recommendation_id ?? null;
    const [receipt = null] = await selectReceiptsOf(tx, { approvalId });
    const ids = [approvalId, task_id, recommendation_id, receipt?.id].filter((id) => typeof id === "string");
    return Trace.parse({
      recommendation_id,
      task,
      approval,
      executions: await listExecutions(tx, approvalId),
      receipt,
      events: await listLinkedLines(tx, { projectId, ids }),
    });
  });
}
