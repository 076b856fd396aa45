import { requirePermission } from "@/lib/foundation/access/require-permission";
import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { RepliesDisconnected } from "./events";
import { forgetReplyAccount } from "./forget-reply-account";
import { getMailAccount } from "./get-mail-account";
import { getMailbox } from "./get-mailbox";
import type { Mailbox, MailboxRef } from "./schemas";

/** Ends reading the answers to another mailbox than the first, and deletes the password. Repeated, it changes nothing. 404 `mailbox.not_found`. */
export async function disconnectReplies(ctx: WorkspaceCtx, { mailbox }: MailboxRef): Promise<Mailbox> {
  requirePermission(ctx, "onboarding.write");

  return withTransaction(ctx, async (tx) => {
    const { senderEmail } = await getMailAccount(tx, mailbox);
    if (await forgetReplyAccount(tx, mailbox)) {
      const address = senderEmail ?? "";
      await appendEvent(tx, RepliesDisconnected, { mailbox, address });
      await recordAudit(tx, {
        action: "mailbox.replies_disconnected",
        target: { type: "mailbox", id: String(mailbox) },
        after: { address },
      });
    }
    return getMailbox(tx, { mailbox });
  });
}
