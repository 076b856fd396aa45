import { findBrand } from "@/lib/company/profile/find-brand";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { revealCredential } from "@/lib/foundation/vault/reveal-credential";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import type { AccountCheck } from "@/lib/providers/mail/port";
import { mailAccounts, replyMailboxes } from "@/lib/providers/mail/select";
import { checkGmail } from "./check-gmail";
import { getMailAccount } from "./get-mail-account";
import { gmailImap } from "./gmail-servers";
import { PROOF, recordAccountTest } from "./record-account-test";
import { revealGmail } from "./reveal-gmail";
import { revealMailAccount } from "./reveal-mail-account";
import { revealReplyMailbox } from "./reveal-reply-mailbox";
import { listAccountTests } from "./list-account-tests";
import { FIRST_MAILBOX, type AccountTest, type MailAccount, type MailboxRef } from "./schemas";
import { setNextReading } from "./store-reading";

const FIRST: MailboxRef = { mailbox: FIRST_MAILBOX };

/**
 * Tests the saved account of a mailbox, and where one is saved the account that its answers arrive in, as sending and reading would, and
 * keeps what was found. An account that does not work is an answer, not an error; 404 `mail_account.none` or `mailbox.not_found`. A
 * successful test lets a paused campaign, or the mailbox, go on.
 */
export async function testMailAccount(ctx: WorkspaceCtx, { mailbox } = FIRST): Promise<AccountTest[]> {
  requirePermission(ctx, "onboarding.write");
  // The accounts are opened here and never leave: the caller reads the outcome only.
  const inside: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "mailbox.test_account" } };
  const account = await getMailAccount(inside, mailbox);
  const { credentialId, senderEmail } = account;
  const repliesId = (await listAccountTests(inside, mailbox)).find(
    ({ protocol }) => protocol === "imap",
  )?.credential_id;
  const [{ check, proof }, imap] = await Promise.all([
    checkSending(inside, account),
    mailbox === FIRST_MAILBOX ? checkReading(inside) : checkOther(inside, repliesId),
  ]);

  // No event: recordAccountTest appends one for each account.
  return withTransaction(ctx, async (tx) => {
    const of = { mailbox, ...(senderEmail !== null && { address: senderEmail }) };
    const tests = [await recordAccountTest(tx, { ...of, protocol: "smtp", credentialId, check, proof })];
    if (imap && repliesId) {
      const tested = { protocol: "imap", credentialId: repliesId, check: imap, proof: PROOF.imap } as const;
      tests.push(await recordAccountTest(tx, { ...of, ...tested }));
      // The next reading shows whether follow-ups may go on.
      if (imap.ok && mailbox !== FIRST_MAILBOX) await setNextReading(tx, mailbox);
    }
    return tests;
  });
}

async function checkSending(
  ctx: WorkspaceCtx,
  { mailbox, provider, credentialId, usesTestMailbox: trusted, senderEmail }: MailAccount,
): Promise<{ check: AccountCheck; proof: string }> {
  const sender = senderEmail ?? (await findBrand(ctx))?.sender_email ?? null;
  if (provider === "gmail") {
    const check = await revealGmail(ctx, { credentialId }).then((account) => checkGmail(account, sender), ended);
    return { check, proof: PROOF.smtp };
  }
  const account = await revealMailAccount(ctx, mailbox);
  const check = await mailAccounts().checkAccount(account, { trusted, sender });
  return { check, proof: account.user === "" ? PROOF.noLogin : PROOF.smtp };
}

async function checkReading(ctx: WorkspaceCtx): Promise<AccountCheck | null> {
  const mailbox = await revealReplyMailbox(ctx).catch(ended);
  if (mailbox === null || "ok" in mailbox) return mailbox;
  return replyMailboxes().checkMailbox(mailbox.type === "gmail" ? gmailImap(mailbox) : mailbox);
}

async function checkOther(ctx: WorkspaceCtx, credentialId: string | undefined): Promise<AccountCheck | null> {
  if (credentialId === undefined) return null;
  return replyMailboxes().checkMailbox(await revealCredential(ctx, { credentialId, type: "imap" }));
}

/** A grant that was taken back is what the test found; it must be given again by a person. */
function ended(error: unknown): Extract<AccountCheck, { ok: false }> {
  if (error instanceof AppError && error.code === "gmail.grant_ended") {
    return { ok: false, stage: "auth", message: error.message };
  }
  throw error;
}
