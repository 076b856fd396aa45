import { findBrand } from "@/lib/company/profile/find-brand";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { mailAccounts, replyMailboxes } from "@/lib/providers/mail/select";
import { getMailAccount } from "./get-mail-account";
import { PROOF, recordAccountTest } from "./record-account-test";
import { revealMailAccount } from "./reveal-mail-account";
import { revealReplyMailbox } from "./reveal-reply-mailbox";
import { listAccountTests } from "./list-account-tests";
import { FIRST_MAILBOX, type AccountTest, type MailboxRef } from "./schemas";

const FIRST: MailboxRef = { mailbox: FIRST_MAILBOX };

/**
 * Tests the saved account of a mailbox, and with the first one's the reply mailbox where one is saved, as sending and reading would, and
 * keeps what was found. An account that does not work is an answer, not an error; 404 `mail_account.none` or `mailbox.not_found`. A
 * successful test lets a paused campaign, or the mailbox, go on.
 */
export async function testMailAccount(ctx: WorkspaceCtx, { mailbox } = FIRST): Promise<AccountTest[]> {
  requirePermission(ctx, "onboarding.write");
  // The accounts are opened here and never leave: the caller reads the outcome only.
  const inside: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "mailbox.test_account" } };
  const { credentialId, usesTestMailbox: trusted, senderEmail } = await getMailAccount(inside, mailbox);
  const account = await revealMailAccount(inside, mailbox);
  const replies = mailbox === FIRST_MAILBOX ? await revealReplyMailbox(inside) : null;
  const repliesId = (await listAccountTests(inside)).find(({ protocol }) => protocol === "imap")?.credential_id;
  const sender = senderEmail ?? (await findBrand(inside))?.sender_email ?? null;
  const [smtp, imap] = await Promise.all([
    mailAccounts().checkAccount(account, { trusted, sender }),
    replies && replyMailboxes().checkMailbox(replies),
  ]);

  // No event: recordAccountTest appends one for each account.
  return withTransaction(ctx, async (tx) => {
    const of = { mailbox, ...(senderEmail !== null && { address: senderEmail }) };
    const proof = account.user === "" ? PROOF.noLogin : PROOF.smtp;
    const tests = [await recordAccountTest(tx, { ...of, protocol: "smtp", credentialId, check: smtp, proof })];
    if (imap && repliesId) {
      const tested = { protocol: "imap", credentialId: repliesId, check: imap, proof: PROOF.imap } as const;
      tests.push(await recordAccountTest(tx, { ...of, ...tested }));
    }
    return tests;
  });
}
