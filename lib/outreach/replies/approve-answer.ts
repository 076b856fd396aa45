import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { hashOf } from "./answer-content";
import { AnswerApproved } from "./events";
import { loadThread } from "./existing-thread";
import { SendAnswer } from "./jobs";
import type { ApproveAnswer, ThreadAnswer, ThreadRef } from "./schemas";
import { findAnswer, findSender, updateAnswer } from "./store-answers";
import { doNotContact } from "./write-answer";

/**
 * Approves the exact answer that `hash` stands for, and sends it by a job. 409 `answer.changed` when text, recipient or sender are others
 * by now, 409 `answer.decided` when it was approved before.
 */
export async function approveAnswer(
  ctx: WorkspaceCtx,
  { threadId, answer_id, hash }: ThreadRef & ApproveAnswer,
): Promise<ThreadAnswer> {
  requirePermission(ctx, "email.write");

  return withTransaction(ctx, async (tx) => {
    const { contact_email: contactEmail, sending } = await loadThread(tx, threadId);
    const answer = await findAnswer(tx, answer_id);
    if (!answer || answer.threadId !== threadId) {
      throw new AppError("not_found", "There is no such answer in this conversation.", { code: "answer.not_found" });
    }
    if (answer.status !== "draft") {
      throw new AppError("conflict", "This answer was approved before.", { code: "answer.decided" });
    }
    if (sending === "do_not_contact") throw doNotContact();
    const sender = await findSender(tx, threadId);
    if (answer.hash !== hash || !sender || hashOf(answer, sender) !== hash) {
      throw new AppError("conflict", "The answer was changed since you read it. Read it again, then approve it.", {
        code: "answer.changed",
      });
    }
    const change = { status: "approved", approved_by: actorId(tx.actor), approved_at: tx.now().toISOString() } as const;
    const approved = await updateAnswer(tx, { id: answer_id, from: "draft" }, change);
    if (!approved) throw new AppError("conflict", "This answer was approved before.", { code: "answer.decided" });
    await appendEvent(tx, AnswerApproved, { threadId, contactEmail, answerId: answer_id, hash });
    await enqueue(tx, SendAnswer, { workspaceId: tx.workspaceId, answerId: answer_id });
    return approved;
  });
}
