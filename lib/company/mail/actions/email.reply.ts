import { defineAction } from "@/lib/company/approvals/define-action";
import { AppError } from "@/lib/platform/errors";
import { findThread } from "../store-conversations";
import { selectReceived } from "../store-inbound";
import { checkEmail } from "./check-email";
import { ReplyEmailPayload } from "./email-payload";
import { handOverEmail } from "./hand-over-email";
import { lookAgain } from "./look-again";
import { lookUpEmail } from "./look-up-email";
import { prepareEmail } from "./prepare-email";

const MAX_REFERENCES = 20;

/** An answer in a conversation, to its person; a message that arrives meanwhile voids it. */
export const emailReply = defineAction<ReplyEmailPayload>({
  kind: "email.reply",
  title: "Answer an email",
  permission: "email.write",
  input: ReplyEmailPayload,
  undoWindowSeconds: 30,
  decideWithinHours: 24,
  recheckSeconds: [1, 60, 600, 86_400],

  async preview(tx, { projectId, input: { thread_id: threadId, ...content } }) {
    const thread = await findThread(tx, { projectId, threadId });
    if (!thread) {
      throw new AppError("impossible", "There is no such conversation here.", { code: "mail_thread.not_found" });
    }
    if (thread.evidence === "own_address") {
      throw new AppError("impossible", "This conversation is with an address of this installation itself.", {
        code: "email.own_address",
      });
    }
    const received = await selectReceived(tx, threadId);
    const ids = received.map(({ message_id }) => message_id).filter((id) => id !== "");
    const subject = /^re:/i.test(thread.subject) ? thread.subject : `Re: ${thread.subject}`;
    const { token } = thread;
    const continued = { id: threadId, token, inReplyTo: ids.at(-1) ?? null, references: ids.slice(-MAX_REFERENCES) };
    const answers = received.at(-1)?.id ?? null;
    return prepareEmail(tx, {
      projectId,
      to: [thread.contact_email],
      subject,
      content,
      thread: { ...continued, answers },
    });
  },

  recheck: (tx, { projectId, sealed: { contract, account } }) => lookAgain(tx, { projectId, contract, account }),
  execute: handOverEmail,
  lookUp: lookUpEmail,
  verify: (ctx, { projectId, sealed: { contract }, execution, signal }) =>
    checkEmail(ctx, { projectId, contract, execution, signal }),
});
