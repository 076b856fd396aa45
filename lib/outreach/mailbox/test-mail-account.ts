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
import type { AccountTest } from "./schemas";

/**
 * Tests the saved mail account, and the reply mailbox where one is saved, as sending and reading would, and keeps what was found. An
 * account that does not work is an answer, not an error; 404 `mail_account.none`. A successful test lets a paused campaign go on.
 */
export async function testMailAccount(ctx: WorkspaceCtx): Promise<AccountTest[]> {
  requirePermission(ctx, "onboarding.write");
  // The accounts are opened here and never leave: the caller reads the outcome only.
  const inside: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "mailbox.test_account" } };
  const { credentialId, usesTestMailbox: trusted } = await getMailAccount(inside);
  const account = await revealMailAccount(inside);
  const mailbox = await revealReplyMailbox(inside);
  const mailboxId = (await listAccountTests(inside)).find(({ protocol }) => protocol === "imap")?.credential_id;
  const sender = (await findBrand(inside))?.sender_email ?? null;
  const [smtp, imap] = await Promise.all([
    mailAccounts().checkAccount(account, { trusted, sender }),
    mailbox && replyMailboxes().checkMailbox(mailbox),
  ]);

  // No event: recordAccountTest appends one for each account.
  return withTransaction(ctx, async (tx) => {
    const proof = account.user === "" ? PROOF.noLogin : PROOF.smtp;
    const tests = [await recordAccountTest(tx, { protocol: "smtp", credentialId, check: smtp, proof })];
    if (imap && mailboxId) {
      const tested = { protocol: "imap", credentialId: mailboxId, check: imap, proof: PROOF.imap } as const;
      tests.push(await recordAccountTest(tx, tested));
    }
    return tests;
  });
}
