import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { claimReply } from "./claim-reply";
import { personIn } from "./person-in";
import { requireMessage } from "./require-message";
import type { ChatMessageRef, Exchange } from "./schemas";
import { shownMessage } from "./shown-message";
import { replaceFrom } from "./store";

/**
 * Asks for another reply to the same message; the earlier one and all after it are kept on a branch. 409 `chat.reply_running` while a
 * reply is being written, `chat.replaced` when this one gave way already; 422 `chat.no_reply` for a message that is none.
 */
export async function retryReply(ctx: WorkspaceCtx, { projectId, messageId }: ChatMessageRef): Promise<Exchange> {
  requirePermission(ctx, "chat.write");
  personIn(ctx);
  // No event: the line of the reply's end is the fact.
  return withTransaction(ctx, async (tx) => {
    const before = await requireMessage(tx, { projectId, messageId });
    if (before.role !== "assistant" || !before.parent_id)
      throw new AppError("impossible", "This message is no reply.", { code: "chat.no_reply" });
    if (before.replaced_by)
      throw new AppError("conflict", "There is a newer reply already.", { code: "chat.replaced" });
    const id = await claimReply(tx, { projectId, parentId: before.parent_id });
    await replaceFrom(tx, { projectId, messageId, by: id });
    const message = await requireMessage(tx, { projectId, messageId: before.parent_id });
    const reply = await requireMessage(tx, { projectId, messageId: id });
    return { message: shownMessage(message, tx.now()), reply: shownMessage(reply, tx.now()) };
  });
}
