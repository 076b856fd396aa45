import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { AnyAction } from "@/lib/company/approvals/define-action";
import { requireApproval } from "@/lib/company/approvals/require-approval";
import type { Approval, Json, JsonObject } from "@/lib/company/approvals/schemas";
import { stageNextVersion } from "@/lib/company/approvals/stage-approval";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { ACTIONS, actionOf } from "./registry";

type Revision = { approvalId: string; version: number; payload: JsonObject };

/**
 * Writes the next version of a proposal: it waits for a decision anew, and no earlier version can be carried out any more. 409
 * `approval.changed` when `version` is not the current one, and `approval.illegal_transition` once it was carried out or ended.
 */
export async function reviseAction(
  ctx: WorkspaceCtx,
  { approvalId, version, payload }: Revision,
  actions: readonly AnyAction[] = ACTIONS,
): Promise<Approval> {
  requirePermission(ctx, "approvals.write");

  // No event: stageNextVersion appends it.
  return withTransaction(ctx, async (tx) => {
    const approval = await requireApproval(tx, approvalId, { lock: true });
    const action = actionOf(approval.action_type, actions);
    requirePermission(ctx, action.permission);
    if (approval.version !== version) {
      throw new AppError(
        "conflict",
        `This proposal has another version by now (${approval.version}). Read it, then change it.`,
        {
          code: "approval.changed",
          details: { version: approval.version },
        },
      );
    }
    const input = action.input.parse(payload) as Json;
    const preview = await action.preview(tx, { projectId: approval.project_id, input });
    return stageNextVersion(tx, { approval, action, input, preview });
  });
}
