import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { loadThread } from "./existing-thread";
import type { MarkThread, ReplyThread, ThreadRef } from "./schemas";
import { updateThread } from "./store-inbox";

/** Marks a conversation as read or unread, for the whole workspace. */
export async function markThread(ctx: WorkspaceCtx, { threadId, read }: ThreadRef & MarkThread): Promise<ReplyThread> {
  requirePermission(ctx, "email.write");
  // No event: reading happens to the reader, not to the company.
  return withTransaction(ctx, async (tx) => {
    await loadThread(tx, threadId);
    await updateThread(tx, threadId, { unread: !read });
    return loadThread(tx, threadId);
  });
}
