import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import { getMailAccount } from "@/lib/outreach/mailbox/get-mail-account";
import { revealMailAccount } from "@/lib/outreach/mailbox/reveal-mail-account";
import { undelivered } from "@/lib/outreach/mailbox/undelivered";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { newId } from "@/lib/platform/ids";
import { escapeHtml } from "@/lib/platform/text";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import type { AccountMessage, Delivery } from "@/lib/providers/mail/port";
import { mailAccounts } from "@/lib/providers/mail/select";
import { hashOf } from "./answer-content";
import { AnswerSettled } from "./events";
import { loadThread } from "./existing-thread";
import { findAnswer, findSender, updateAnswer, type SenderOfAnswers, type StoredAnswer } from "./store-answers";

const STATUS = { sent: "sent", refused: "failed", server_unusable: "failed", unknown: "unknown" } as const;

/**
 * Sends an approved answer by the account of its person's mailbox, at most once: the row is `sending` before the message is handed over, and one that
 * was found `sending` is left as `unknown` for a member. An answer whose bytes or recipient's wish changed since is not sent.
 */
export async function sendAnswer(ctx: WorkspaceCtx, { answerId }: { answerId: string }): Promise<void> {
  requirePermission(ctx, "email.write");
  // No event: nothing changes yet.
  const mailbox = await withTransaction(ctx, (tx) => findMailbox(tx, answerId));
  // Opened outside the transaction: Google may be asked for a token.
  const account = mailbox === null ? null : await revealMailAccount(ctx, mailbox).catch(undelivered);
  const begun = await begin(ctx, { answerId, mailbox });
  if (!begun || !account) return;
  const { message, trusted } = begun;
  const delivery = "status" in account ? account : await mailAccounts().deliver(account, message, { trusted });
  await settle(ctx, answerId, delivery);
}

/** The mailbox that an approved answer leaves from; null when there is nothing to send. */
async function findMailbox(tx: TxCtx, answerId: string): Promise<number | null> {
  const answer = await findAnswer(tx, answerId);
  if (answer?.status !== "approved") return null;
  return (await findSender(tx, answer.threadId))?.mailbox ?? null;
}

type Begun = { message: AccountMessage; trusted: boolean };
type Opened = { answerId: string; mailbox: number | null };

async function begin(ctx: WorkspaceCtx, { answerId, mailbox }: Opened): Promise<Begun | null> {
  // No event: the outcome is one.
  return withTransaction(ctx, async (tx) => {
    const answer = await findAnswer(tx, answerId);
    if (answer?.status === "sending") {
      await updateAnswer(
        tx,
        { id: answerId, from: "sending" },
        { status: "unknown", outcome: "The sending was interrupted." },
      );
      return null;
    }
    if (answer?.status !== "approved") return null;
    const [sender, thread] = [await findSender(tx, answer.threadId), await loadThread(tx, answer.threadId)];
    const changed = sender?.mailbox !== mailbox || !sender || hashOf(answer, sender) !== answer.hash;
    if (changed || thread.sending === "do_not_contact") {
      const outcome =
        "The sender changed, or the person asked for no more email, after the approval. Nothing was sent.";
      await updateAnswer(tx, { id: answerId, from: "approved" }, { status: "failed", outcome });
      return null;
    }
    const { usesTestMailbox: trusted } = await getMailAccount(tx, sender.mailbox);
    const messageId = `<${newId()}@${sender.email.split("@").at(-1)}>`;
    await updateAnswer(tx, { id: answerId, from: "approved" }, { status: "sending", message_id: messageId });
    return { trusted, message: messageOf(answer, { sender, messageId, name: thread.contact_name }) };
  });
}

type Envelope = { sender: SenderOfAnswers; messageId: string; name: string | null };

const messageOf = (answer: StoredAnswer, { sender, messageId, name }: Envelope): AccountMessage => ({
  to: { address: answer.to, name },
  from: { address: sender.email, name: sender.name },
  replyTo: sender.email,
  subject: answer.subject,
  text: answer.body,
  html: `<div style="white-space:pre-wrap">${escapeHtml(answer.body)}</div>`,
  headers: {},
  messageId,
  ...(answer.inReplyTo !== null && { inReplyTo: answer.inReplyTo }),
  references: answer.references,
});

async function settle(ctx: WorkspaceCtx, answerId: string, { status, response }: Delivery): Promise<void> {
  // A message that was handed over is recorded, whatever happened to the workspace meanwhile.
  await withTransaction({ ...ctx, whileFrozen: true }, async (tx) => {
    const answer = await findAnswer(tx, answerId);
    if (!answer) return;
    const settled = STATUS[status];
    const sentAt = settled === "sent" ? { sent_at: tx.now().toISOString() } : {};
    const words = response.slice(0, 500);
    await updateAnswer(tx, { id: answerId, from: "sending" }, { status: settled, outcome: words, ...sentAt });
    const { contact_email: contactEmail } = await loadThread(tx, answer.threadId);
    await appendEvent(tx, AnswerSettled, { threadId: answer.threadId, contactEmail, answerId, status: settled, words });
    if (settled === "sent") return;
    const title = `Your answer to ${contactEmail} ${settled === "failed" ? "was not sent" : "may not have been sent"}: ${words}`;
    await notify(tx, [
      { type: `reply.answer_${settled}`, title, data: { thread_id: answer.threadId, contact_email: contactEmail } },
    ]);
  });
}
