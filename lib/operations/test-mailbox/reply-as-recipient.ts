import type { ReplyAnswer } from "@/lib/contracts/engine-replies";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { comeBack } from "./come-back";
import { getMessage } from "./get-message";
import { composeFromRecipient, quoted } from "./recipient-message";
import type { MailboxRef, RecipientReply } from "./schemas";

/** Answers a message as its recipient would, with our email quoted below; it goes the way of every received message. */
export async function replyAsRecipient(
  ctx: WorkspaceCtx,
  { messageId, text }: MailboxRef & RecipientReply,
): Promise<ReplyAnswer> {
  requirePermission(ctx, "email.write");
  const mail = await getMessage(ctx, { messageId });
  const subject = /^re:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`;
  const raw = await composeFromRecipient(mail, { subject, text: text + quoted(mail) });
  return comeBack(ctx, mail, raw);
}
