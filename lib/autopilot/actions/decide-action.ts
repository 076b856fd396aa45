import { requirePermission } from "@/lib/foundation/access/require-permission";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import type { Approval, ApprovalRef, DecideApproval } from "@/lib/company/approvals/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { reviseAction } from "./revise-action";

/** Decides a proposal in the application. `revised` with a payload writes the next version at once, which waits for its own decision. */
export async function decideAction(
  ctx: WorkspaceCtx,
  { approvalId, decision, version, note, payload }: ApprovalRef & DecideApproval,
): Promise<Approval> {
  requirePermission(ctx, "approvals.decide");
  if (payload !== undefined) return reviseAction(ctx, { approvalId, version, payload });
  return decideApproval(ctx, { approvalId, decision, version, note, via: "app" });
}
