import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { beginCleanUp } from "@/lib/operations/ignition/begin-clean-up";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { actInWorkspace, nameOf } from "./act-in-workspace";
import type { OrderCleanUp } from "./schemas";

/**
 * An administrator has what a workspace's launch left behind undone again, by a job; in the audit log. While that runs it starts no second
 * one. 404 `workspace.not_found`; 409 `ignition.nothing_left`.
 */
export async function orderCleanUp(ctx: AdminCtx, { workspace_id, reason }: OrderCleanUp): Promise<{ success: true }> {
  requireAdmin(ctx);
  // No permission: an administrator needs none of the workspace's own.
  // No event: beginCleanUp appends it, in the same transaction.
  return withTransaction(actInWorkspace(ctx, workspace_id), async (tx) => {
    await nameOf(tx);
    const left = await beginCleanUp(tx);
    if (left !== null) {
      await recordAudit(tx, {
        action: "launch.clean_up_ordered",
        target: { type: "workspace", id: tx.workspaceId },
        reason,
        before: { left },
      });
    }
    return { success: true };
  });
}
