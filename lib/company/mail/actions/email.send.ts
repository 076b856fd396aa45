import { defineAction } from "@/lib/company/approvals/define-action";
import { checkEmail } from "./check-email";
import { SendEmailPayload } from "./email-payload";
import { handOverEmail } from "./hand-over-email";
import { lookAgain } from "./look-again";
import { lookUpEmail } from "./look-up-email";
import { prepareEmail } from "./prepare-email";

/** One email from the company's own address; answers come back to a conversation of their own. */
export const emailSend = defineAction<SendEmailPayload>({
  kind: "email.send",
  title: "Send an email",
  permission: "email.write",
  input: SendEmailPayload,
  undoWindowSeconds: 30,
  decideWithinHours: 24,
  recheckSeconds: [1, 60, 600, 86_400],
  preview: (tx, { projectId, input: { to, subject, ...content } }) =>
    prepareEmail(tx, { projectId, to, subject, content, thread: null }),
  recheck: (tx, { projectId, sealed: { contract, account } }) => lookAgain(tx, { projectId, contract, account }),
  execute: handOverEmail,
  lookUp: lookUpEmail,
  verify: (ctx, { projectId, sealed: { contract }, execution, signal }) =>
    checkEmail(ctx, { projectId, contract, execution, signal }),
});
