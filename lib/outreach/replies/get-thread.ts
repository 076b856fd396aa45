import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { loadThread } from "./existing-thread";
import type { ThreadDetail, ThreadRef } from "./schemas";
import { selectMessages, selectSentEmails, selectThreadAnswers } from "./store-inbox";

/** One conversation with what was sent, what came back and what was answered, or 404 `reply.not_found`. */
export async function getThread(ctx: WorkspaceCtx, { threadId }: ThreadRef): Promise<ThreadDetail> {
  requirePermission(ctx, "email.read");
  return withReadTransaction(ctx, async (tx) => ({
    thread: await loadThread(tx, threadId),
    sent: await selectSentEmails(tx, threadId),
    messages: await selectMessages(tx, threadId),
    answers: await selectThreadAnswers(tx, threadId),
  }));
}
