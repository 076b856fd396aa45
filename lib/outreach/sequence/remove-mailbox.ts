import { requirePermission } from "@/lib/foundation/access/require-permission";
import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { deleteCredential } from "@/lib/foundation/vault/delete-credential";
import { MailboxRemoved } from "@/lib/outreach/mailbox/events";
import { forgetReplyAccount } from "@/lib/outreach/mailbox/forget-reply-account";
import { getMailAccount } from "@/lib/outreach/mailbox/get-mail-account";
import { FIRST_MAILBOX, type MailboxRef, type RemovedMailbox } from "@/lib/outreach/mailbox/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { patiently } from "@/lib/platform/patience";
import { withTransaction } from "@/lib/platform/transaction";
import { callRemoveMailbox } from "./store-mailboxes";

/** A mailbox may have tens of thousands of people, whose emails are rendered anew. */
const PATIENCE_SECONDS = 300;

/**
 * Ends sending from a mailbox and reading its answers, and deletes the passwords. People who were not written to yet go to the other mailboxes; those in the middle of
 * a sequence wait until they are moved. Approvals that name its sender are void, and counted. 404 `mailbox.not_found`, 422 `mailbox.first`.
 */
export async function removeMailbox(ctx: WorkspaceCtx, { mailbox }: MailboxRef): Promise<RemovedMailbox> {
  requirePermission(ctx, "onboarding.write");
  if (mailbox === FIRST_MAILBOX) {
    throw new AppError("impossible", "The first mailbox cannot be removed. Replace its account in the onboarding.", {
      code: "mailbox.first",
    });
  }

  return patiently(PATIENCE_SECONDS, () =>
    withTransaction(ctx, async (tx) => {
      const { credentialId, senderEmail } = await getMailAccount(tx, mailbox);
      const removed = await callRemoveMailbox(tx, mailbox);
      await forgetReplyAccount(tx, mailbox);
      await deleteCredential(tx, credentialId);
      await appendEvent(tx, MailboxRemoved, { mailbox, address: senderEmail ?? "", ...removed });
      await recordAudit(tx, {
        action: "mailbox.removed",
        target: { type: "credential", id: credentialId },
        after: { address: senderEmail, ...removed },
      });
      return removed;
    }),
  );
}
