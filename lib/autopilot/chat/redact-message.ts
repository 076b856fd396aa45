import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { ChatMessageRedacted } from "./events";
import { requireMessage } from "./require-message";
import type { ChatMessage, ChatMessageRef } from "./schemas";
import { shownMessage } from "./shown-message";
import { redact } from "./store";

/**
 * Deletes the text of a message, and what it quotes, for good; that there was one stays visible. Again does no harm. 409
 * `chat.reply_running` for a reply that is being written.
 */
export async function redactMessage(ctx: WorkspaceCtx, ref: ChatMessageRef): Promise<ChatMessage> {
  requirePermission(ctx, "chat.write");
  return withTransaction(ctx, async (tx) => {
    const { id, status } = await requireMessage(tx, ref);
    const isNew = await redact(tx, id);
    if (!isNew && status === "running")
      throw new AppError("conflict", "This reply is being written. Stop it first.", { code: "chat.reply_running" });
    if (isNew) await appendEvent(tx, ChatMessageRedacted, { message_id: id }, { projectId: ref.projectId });
    return shownMessage(await requireMessage(tx, ref), tx.now());
  });
}
