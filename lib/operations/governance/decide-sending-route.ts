import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { keepSendingChoice } from "@/lib/operations/ignition/keep-sending-choice";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { actInWorkspace, nameOf } from "./act-in-workspace";
import type { DecideSendingRoute } from "./schemas";

/**
 * An administrator's decision by which way a workspace's campaign emails leave, in the audit log and its companies' ledgers. The same again
 * changes nothing. 404 `workspace.not_found`; 422 `ignition.not_launched`.
 */
export async function decideSendingRoute(
  ctx: AdminCtx,
  { workspace_id, choice, reason }: DecideSendingRoute,
): Promise<Pick<DecideSendingRoute, "workspace_id" | "choice">> {
  requireAdmin(ctx);
  // No permission: an administrator needs none of the workspace's own.
  // No event: keepSendingChoice appends it, in the same transaction.
  return withTransaction(actInWorkspace(ctx, workspace_id), async (tx) => {
    await nameOf(tx);
    const before = await keepSendingChoice(tx, choice);
    if (before !== choice) {
      await recordAudit(tx, {
        action: "sending_route.chosen",
        target: { type: "workspace", id: tx.workspaceId },
        reason,
        before: { choice: before },
        after: { choice },
      });
    }
    return { workspace_id, choice };
  });
}
