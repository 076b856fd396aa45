import type { ReplyAnswer } from "@/lib/contracts/engine-replies";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { comeBack } from "./come-back";
import { getMessage } from "./get-message";
import { composeFromRecipient } from "./recipient-message";
import type { Holiday, MailboxRef } from "./schemas";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Answers a message with the recipient's out-of-office note: the sequence goes on after the day that it names. */
export async function goOnHoliday(ctx: WorkspaceCtx, { messageId, days }: MailboxRef & Holiday): Promise<ReplyAnswer> {
  requirePermission(ctx, "email.write");
  const mail = await getMessage(ctx, { messageId });
  const back = new Date(ctx.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);
  const raw = await composeFromRecipient(mail, {
    subject: `Automatic reply: ${mail.subject}`,
    text: `Thank you for your message. I am out of the office and will be back on ${back}.`,
    headers: { "Auto-Submitted": "auto-replied" },
  });
  return comeBack(ctx, mail, raw);
}
