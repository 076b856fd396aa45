import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { beginCleanUp } from "./begin-clean-up";

/** Tries again to undo what a failed or cancelled launch left behind, by a job; asked twice, it runs once. 409 `ignition.nothing_left`. */
export async function retryCleanUp(ctx: WorkspaceCtx): Promise<{ success: true }> {
  requirePermission(ctx, "ignition.launch");
  // No event: beginCleanUp appends it, in the same transaction.
  await withTransaction(ctx, beginCleanUp);
  return { success: true };
}
