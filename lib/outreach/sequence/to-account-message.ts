import type { ClaimedEmail } from "@/lib/contracts/engine";
import type { AccountMessage } from "@/lib/providers/mail/port";

/** A claimed email as the mail port sends it. */
export const toAccountMessage = (email: ClaimedEmail): AccountMessage => ({
  to: { address: email.to, name: email.to_name },
  from: { address: email.from, name: email.from_name },
  replyTo: email.reply_to,
  subject: email.subject,
  text: email.text,
  html: email.html,
  headers: email.headers,
  messageId: email.message_id,
});
