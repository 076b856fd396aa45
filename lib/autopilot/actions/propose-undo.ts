import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { AnyAction } from "@/lib/company/approvals/define-action";
import { getSealedExecution } from "@/lib/company/approvals/get-sealed-execution";
import type { Approval, ApprovalRef } from "@/lib/company/approvals/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { proposeAction } from "./propose-action";
import { ACTIONS, actionOf } from "./registry";

/** Proposes the action that would take back what was carried out; it needs its own approval. 422 `action.no_undo` where there is none. */
export async function proposeUndo(
  ctx: WorkspaceCtx,
  { approvalId }: ApprovalRef,
  actions: readonly AnyAction[] = ACTIONS,
): Promise<Approval> {
  requirePermission(ctx, "approvals.write");
  const { sealed, projectId } = await getSealedExecution(ctx, { approvalId });
  const undo = actionOf(sealed.action_type, actions).undo?.({ projectId, sealed }) ?? null;
  if (undo === null) {
    throw new AppError("impossible", "This action cannot be taken back by another one.", { code: "action.no_undo" });
  }
  const wanted = { projectId, action_type: undo.action_type, payload: undo.input, dedupe_key: `undo:${approvalId}` };
  return proposeAction(ctx, wanted, actions);
}
