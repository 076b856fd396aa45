import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { answerSubject, hashOf } from "./answer-content";
import { AnswerWritten } from "./events";
import { loadThread } from "./existing-thread";
import type { ThreadAnswer, ThreadRef, WriteAnswer } from "./schemas";
import { findAddressee, findSender, selectReferences, upsertDraft } from "./store-answers";

/** Writes the draft of an answer to the newest message of a conversation; it replaces the draft before. Nothing leaves by this. */
export async function writeAnswer(
  ctx: WorkspaceCtx,
  { threadId, text }: ThreadRef & WriteAnswer,
): Promise<ThreadAnswer> {
  requirePermission(ctx, "email.write");

  return withTransaction(ctx, async (tx) => {
    const thread = await loadThread(tx, threadId);
    if (thread.sending === "do_not_contact") throw doNotContact();
    const [addressee, sender] = [await findAddressee(tx, threadId), await findSender(tx, threadId)];
    if (!addressee || !sender) {
      throw new AppError("conflict", "There is no message of a person here that could be answered.", {
        code: "reply.no_addressee",
      });
    }
    const content = {
      to: addressee.email,
      subject: answerSubject(addressee.subject || thread.subject),
      body: text,
      inReplyTo: /^<.+>$/.test(addressee.messageId) ? addressee.messageId : null,
      references: await selectReferences(tx, threadId),
    };
    const hash = hashOf(content, sender);
    const answer = await upsertDraft(tx, { threadId, content, hash, by: actorId(tx.actor) });
    await appendEvent(tx, AnswerWritten, { threadId, contactEmail: thread.contact_email, answerId: answer.id, hash });
    return answer;
  });
}

export const doNotContact = (): AppError =>
  new AppError("conflict", "This person is on the do-not-contact list: an answer would be one more email.", {
    code: "reply.do_not_contact",
  });
