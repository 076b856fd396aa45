import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findUnsettled } from "@/lib/company/approvals/find-unsettled";
import { requireApproval } from "@/lib/company/approvals/require-approval";
import type { Approval } from "@/lib/company/approvals/schemas";
import { settleExecution } from "@/lib/company/approvals/settle-execution";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { receiptOf } from "./execute-approval";
import { actionOf } from "./registry";

/**
 * Takes a person's word for an attempt whose outcome could not be looked up; an action that is said to have happened is checked like any other.
 * 409 `approval.not_unknown` when its outcome is known.
 */
export async function tellOutcome(
  ctx: WorkspaceCtx,
  { approvalId, happened }: { approvalId: string; happened: boolean },
): Promise<Approval> {
  requirePermission(ctx, "approvals.decide");
  if (ctx.actor.type !== "user") {
    throw new AppError("forbidden", "Only a signed-in member says what happened.", { code: "approval.person_needed" });
  }
  const unsettled = await findUnsettled(ctx, { approvalId });
  if (!unsettled) {
    throw new AppError("conflict", "The outcome of this action is known. Read its state anew.", {
      code: "approval.not_unknown",
    });
  }
  const action = actionOf(unsettled.approval.action_type);
  await settleExecution(ctx, {
    approvalId,
    outcome: happened
      ? {
          status: "executed",
          provider: "founder",
          providerId: null,
          words: "A member says that it happened.",
          observed: {},
        }
      : {
          status: "failed",
          provider: "founder",
          code: "approval.did_not_happen",
          words: "A member says that it did not happen.",
        },
    onExecuted: (tx) => receiptOf(tx, unsettled, action),
  });
  return withReadTransaction(ctx, (tx) => requireApproval(tx, approvalId));
}
