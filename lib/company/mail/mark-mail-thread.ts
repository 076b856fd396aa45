import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import type { MailThreadRef } from "./schemas";
import { setUnread } from "./store-conversations";

/** Marks a conversation as read or unread for the whole team. */
export async function markMailThread(
  ctx: WorkspaceCtx,
  { threadId, read }: MailThreadRef & { read: boolean },
): Promise<{ read: boolean }> {
  requirePermission(ctx, "email.write");
  // No event: what is unread is not a fact about the company.
  await withTransaction(ctx, (tx) => setUnread(tx, threadId, !read));
  return { read };
}
