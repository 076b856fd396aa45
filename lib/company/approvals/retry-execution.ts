import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { aboutApproval } from "./about-approval";
import { ExecutionQueued } from "./events";
import { ExecuteApproval } from "./jobs";
import { requireApproval } from "./require-approval";
import type { Approval, ApprovalRef } from "./schemas";
import { updateApproval } from "./store";

/**
 * Carries the same approved bytes out again after a failure, or where it is unknown whether they were. Only a person asks for it. 409
 * `approval.not_failed` in any other state, 409 `approval.expired` after the time for carrying it out.
 */
export async function retryExecution(ctx: WorkspaceCtx, { approvalId }: ApprovalRef): Promise<Approval> {
  requirePermission(ctx, "approvals.decide");
  if (ctx.actor.type !== "user") {
    throw new AppError("forbidden", "Only a signed-in member tries an action again.", {
      code: "approval.person_needed",
    });
  }

  return withTransaction(ctx, async (tx) => {
    const approval = await requireApproval(tx, approvalId, { lock: true });
    requirePermission(ctx, approval.permission);
    const { state, version, project_id: projectId, execute_by } = approval;
    if (state !== "failed" && state !== "unknown") {
      throw new AppError("conflict", `This action is ${state}: there is nothing to try again.`, {
        code: "approval.not_failed",
      });
    }
    if (Date.parse(execute_by) <= tx.now().getTime()) {
      throw new AppError("conflict", "The approval is too old to act on. Propose the action again.", {
        code: "approval.expired",
      });
    }
    const notBefore = tx.now().toISOString();
    await updateApproval(tx, { id: approvalId, from: state }, { state: "queued", why: null, not_before: notBefore });
    await appendEvent(tx, ExecutionQueued, { ...aboutApproval(approval), not_before: notBefore }, { projectId });
    await enqueue(tx, ExecuteApproval, { workspaceId: tx.workspaceId, approvalId, version });
    return requireApproval(tx, approvalId);
  });
}
