import { findBrand } from "@/lib/company/profile/find-brand";
import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { writeCredential } from "@/lib/foundation/vault/write-credential";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import type { MailGrant } from "@/lib/providers/mail/port";
import { replyMailboxes } from "@/lib/providers/mail/select";
import { adoptMailAccount, type SavedAccount } from "./adopt-mail-account";
import { checkGmail } from "./check-gmail";
import { ReplyMailboxSaved } from "./events";
import { findMailAccount } from "./find-mail-account";
import { gmailImap } from "./gmail-servers";
import { googleConsents } from "./google-consents";
import { personOf } from "./person-of";
import { PROOF, recordAccountTest } from "./record-account-test";
import { replacesAnother } from "./replaces-another";
import { FIRST_MAILBOX, type ConnectGmail } from "./schemas";
import { takeConsent } from "./store-consents";

/**
 * Connects the Gmail account that a person allowed on Google's page, for what they began it: its refresh token is stored encrypted, and
 * the account is tested. The state counts once, for the person who began, for ten minutes; 400 `gmail.state_unknown` otherwise. 400
 * `gmail.expired` or `gmail.scope_missing` when Google's answer allows nothing.
 */
export async function connectGmail(ctx: WorkspaceCtx, { code, state }: ConnectGmail): Promise<SavedAccount> {
  requirePermission(ctx, "onboarding.write");
  const consents = googleConsents();
  const userId = personOf(ctx);
  // No event: an answer that is not taken connects nothing. Its own commit, so that no failure below gives the state back.
  const consent = await withTransaction(ctx, (tx) => takeConsent(tx, { state, userId }));
  if (!consent) throw unknownState();
  const grant = await consents.redeem({ code, verifier: consent.verifier });
  return consent.purpose === "mail_account" ? saveAccount(ctx, grant) : saveReplies(ctx, grant);
}

const dataOf = ({ address, refreshToken }: MailGrant) => ({ address, refresh_token: refreshToken });

async function saveAccount(ctx: WorkspaceCtx, grant: MailGrant): Promise<SavedAccount> {
  const accessToken = await googleConsents().accessToken(grant.refreshToken);
  const sender = (await findBrand(ctx))?.sender_email ?? null;
  const check = await checkGmail({ address: grant.address, accessToken }, sender);
  const isAnother = await replacesAnother(ctx, { host: "smtp.gmail.com", user: grant.address });
  return withTransaction(ctx, (tx) =>
    adoptMailAccount(tx, {
      credential: { type: "gmail", name: "Mail account", data: dataOf(grant) },
      usesTestMailbox: false,
      isAnother,
      leaves: true,
      check,
      proof: PROOF.smtp,
    }),
  );
}

async function saveReplies(ctx: WorkspaceCtx, grant: MailGrant): Promise<SavedAccount> {
  const account = await findMailAccount(ctx);
  if (account?.provider === "gmail") {
    throw new AppError("conflict", "Emails are sent by Gmail, and answers are read from the same account already.", {
      code: "gmail.replies_read",
    });
  }
  const accessToken = await googleConsents().accessToken(grant.refreshToken);
  const check = await replyMailboxes().checkMailbox(gmailImap({ address: grant.address, accessToken }));
  return withTransaction(ctx, async (tx) => {
    const credential = { type: "gmail", name: "Reply mailbox", data: dataOf(grant) } as const;
    const { credential_id, masked } = await writeCredential(tx, credential);
    const { preview } = masked;
    await appendEvent(tx, ReplyMailboxSaved, { credentialId: credential_id, preview });
    const tested = {
      mailbox: FIRST_MAILBOX,
      protocol: "imap",
      credentialId: credential_id,
      check,
      proof: PROOF.imap,
    } as const;
    const test = await recordAccountTest(tx, tested);
    const target = { type: "credential", id: credential_id } as const;
    await recordAudit(tx, { action: "reply_mailbox.saved", target, after: { preview } });
    return { credential_id, masked, test };
  });
}

const unknownState = (): AppError =>
  new AppError(
    "invalid",
    "This connection was used already, was begun more than ten minutes ago, or by another person. Connect Gmail again.",
    { code: "gmail.state_unknown" },
  );
