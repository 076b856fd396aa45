import { requirePermission } from "@/lib/foundation/access/require-permission";
import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { CREDENTIAL_DATA, type CredentialDataOf } from "@/lib/foundation/vault/schemas";
import { writeCredential } from "@/lib/foundation/vault/write-credential";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { replyMailboxes } from "@/lib/providers/mail/select";
import { RepliesConnected } from "./events";
import { getMailAccount } from "./get-mail-account";
import { getMailbox } from "./get-mailbox";
import { PROOF, recordAccountTest } from "./record-account-test";
import { refusePrivateHost } from "./refuse-private-host";
import { revealMailAccount } from "./reveal-mail-account";
import { FIRST_MAILBOX, type AccountTest, type ConnectReplies, type Mailbox, type MailboxRef } from "./schemas";
import { upsertPacing } from "./store-pacing";
import { upsertReplyRow } from "./store-reading";

/**
 * Saves the IMAP account that answers to another mailbox than the first arrive in, its password encrypted, by default with the login that sends.
 * It is tested first, and kept with what the test found. Greenlight reads it from now on, which takes the place of a founder's word that they
 * read the answers. 404 `mailbox.not_found`, 422 `mailbox.first` or `mailbox.test_only`.
 */
export async function connectReplies(
  ctx: WorkspaceCtx,
  { mailbox, data }: MailboxRef & ConnectReplies,
): Promise<{ mailbox: Mailbox; test: AccountTest }> {
  requirePermission(ctx, "onboarding.write");
  if (mailbox === FIRST_MAILBOX) {
    throw new AppError("impossible", "Connect the first mailbox’s replies in the onboarding.", {
      code: "mailbox.first",
    });
  }
  await refuseTestMailbox(ctx, mailbox);
  await refusePrivateHost(data.host, "imap");
  const account = await withLogin(ctx, mailbox, data);
  const check = await replyMailboxes().checkMailbox(account);

  return withTransaction(ctx, async (tx) => {
    const { senderEmail } = await getMailAccount(tx, mailbox);
    const address = senderEmail ?? "";
    const name = `Replies to mailbox ${mailbox}`;
    const { credential_id: credentialId, masked } = await writeCredential(tx, { type: "imap", name, data: account });
    await upsertReplyRow(tx, { mailbox, credentialId });
    if (check.ok) await upsertPacing(tx, mailbox, { replies_read_since: null });
    await appendEvent(tx, RepliesConnected, { mailbox, address, preview: masked.preview });
    const tested = { mailbox, address, protocol: "imap", credentialId, check, proof: PROOF.imap } as const;
    const test = await recordAccountTest(tx, tested);
    await recordAudit(tx, {
      action: "mailbox.replies_connected",
      target: { type: "credential", id: credentialId },
      after: { preview: masked.preview, address },
    });
    return { mailbox: await getMailbox(tx, { mailbox }), test };
  });
}

async function refuseTestMailbox(ctx: WorkspaceCtx, mailbox: number): Promise<void> {
  if (!(await getMailAccount(ctx, mailbox)).usesTestMailbox) return;
  throw new AppError("impossible", "Emails of this mailbox go to the built-in test mailbox. Answer them there.", {
    code: "mailbox.test_only",
  });
}

/** The account as it was entered, or with the login that sends. */
async function withLogin(
  ctx: WorkspaceCtx,
  mailbox: number,
  { user, password, ...server }: ConnectReplies["data"],
): Promise<CredentialDataOf<"imap">> {
  if (user !== undefined && password !== undefined) return CREDENTIAL_DATA.imap.parse({ ...server, user, password });
  // The account is opened here and never leaves: the caller reads the outcome only.
  const inside: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "mailbox.connect_replies" } };
  const sending = await revealMailAccount(inside, mailbox);
  if (sending.user !== "") {
    return CREDENTIAL_DATA.imap.parse({ ...server, user: sending.user, password: sending.password });
  }
  throw new AppError("invalid", "data.user is required: the account that sends has no login.", {
    code: "mailbox.no_login",
    details: { field: "data.user" },
  });
}
