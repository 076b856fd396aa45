import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { MarkNotificationsRead } from "./schemas";
import { updateRead } from "./store";

/**
 * Marks notifications as read for everybody in the workspace: those named, all that came up to a moment, or all. Ids that are unknown
 * or already read change nothing.
 */
export async function markNotificationsRead(
  ctx: WorkspaceCtx,
  which: MarkNotificationsRead,
): Promise<{ marked: number }> {
  requirePermission(ctx, "notifications.write");
  // No event: reading happens to the reader, not to the company.
  return withTransaction(ctx, async (tx) => ({ marked: await updateRead(tx, which) }));
}
