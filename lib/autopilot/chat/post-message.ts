import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { getProject } from "@/lib/company/projects/get-project";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newId, sha256 } from "@/lib/platform/ids";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { claimReply } from "./claim-reply";
import { ChatUserMessage } from "./events";
import { personIn } from "./person-in";
import { requireMessage } from "./require-message";
import type { Exchange, PostChat } from "./schemas";
import { shownMessage } from "./shown-message";
import { findByClientId, findReplyTo, insertUserMessage, replaceFrom, type StoredMessage } from "./store";

type Posted = Exchange & { isNew: boolean };

/**
 * Stores a founder's message and the empty reply to it, in one commit. Posted again with the same `client_id`, in one tab or in ten, it is
 * the same message with the same reply. 409 `chat.reply_running` while another reply is being written, `chat.replaced` for a message that
 * was edited before.
 */
export async function postMessage(ctx: WorkspaceCtx, post: PostChat & { projectId: string }): Promise<Posted> {
  requirePermission(ctx, "chat.write");
  const authorId = personIn(ctx);
  const { projectId, text, client_id: clientId, reply_to, replaces } = post;
  return withTransaction(ctx, async (tx) => {
    await getProject(tx, { projectId });
    const known = await findByClientId(tx, { projectId, clientId });
    if (known) return exchangeOf(tx, { projectId, message: known, isNew: false });
    const parentId = reply_to ? (await requireMessage(tx, { projectId, messageId: reply_to })).id : null;
    if (replaces) await requireOwn(tx, { projectId, messageId: replaces });

    const id = newId();
    const isNew = await insertUserMessage(tx, { id, projectId, parentId, text, clientId, authorId });
    if (isNew) {
      if (replaces) await replaceFrom(tx, { projectId, messageId: replaces, by: id });
      await claimReply(tx, { projectId, parentId: id });
      const told = { message_id: id, chars: text.length, sha256: sha256(text) };
      await appendEvent(tx, ChatUserMessage, told, { projectId });
    }
    const message = await findByClientId(tx, { projectId, clientId });
    if (!message) throw new Error(`The message ${id} was posted and is not there.`);
    return exchangeOf(tx, { projectId, message, isNew });
  });
}

async function requireOwn(tx: TxCtx, ref: { projectId: string; messageId: string }): Promise<void> {
  const { role, replaced_by } = await requireMessage(tx, ref);
  if (role !== "user")
    throw new AppError("impossible", "Only a message of yours can be edited.", { code: "chat.not_yours" });
  if (replaced_by)
    throw new AppError("conflict", "This message was edited meanwhile. Edit the newer one.", { code: "chat.replaced" });
}

type Found = { projectId: string; message: StoredMessage; isNew: boolean };

async function exchangeOf(tx: TxCtx, { projectId, message, isNew }: Found): Promise<Posted> {
  const reply = await findReplyTo(tx, { projectId, messageId: message.id });
  if (!reply) throw new Error(`The message ${message.id} has no reply.`);
  const now = tx.now();
  return { message: shownMessage(message, now), reply: shownMessage(reply, now), isNew };
}
