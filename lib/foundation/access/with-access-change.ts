import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { forgetWorkspace } from "./access-cache";

/**
 * A transaction that changes a person's access: after its commit this process forgets what it remembered of the workspace, and the other
 * processes do so a moment later.
 */
// No permission: the verb that calls it has checked its own.
// No event: the verb that calls it appends its own.
export async function withAccessChange<T>(ctx: WorkspaceCtx, run: (tx: TxCtx) => Promise<T>): Promise<T> {
  const result = await withTransaction(ctx, run);
  forgetWorkspace(ctx.workspaceId);
  return result;
}
