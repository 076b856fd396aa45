import { findBrand } from "@/lib/company/profile/find-brand";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { writeCredential } from "@/lib/foundation/vault/write-credential";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { mailAccounts } from "@/lib/providers/mail/select";
import { checkMailAccount } from "./check-mail-account";
import { DelaysLengthened, MailboxAdded } from "./events";
import { getMailbox } from "./get-mailbox";
import { PROOF, recordAccountTest } from "./record-account-test";
import { refusePrivateHost } from "./refuse-private-host";
import { FIRST_MAILBOX, type AddMailbox, type Mailbox } from "./schemas";
import { serverOf } from "./server-of";
import { callLengthenDelays, lockMailboxes, upsertMailAccount } from "./store-mail-account";
import { upsertPacing } from "./store-pacing";

const MOST = 20;

/**
 * Adds a mailbox with a sender of its own, tested as the first one is when it is saved. It is ramped up from today on, and gets the people
 * who are written to from now on until all mailboxes have as many; people who were written to keep theirs. 404 `mail_account.none` before
 * the first, 409 `mailbox.address_taken` or `mailbox.too_many`.
 */
export async function addMailbox(ctx: WorkspaceCtx, input: AddMailbox): Promise<Mailbox> {
  requirePermission(ctx, "onboarding.write");
  const { account, sender_name, sender_email: address, daily_limit } = input;
  const server = serverOf(account);
  if (!account.use_test_mailbox) await refusePrivateHost(server.host, "smtp");
  const check = await checkMailAccount(ctx, account, address);
  const leaves = !account.use_test_mailbox && !(await mailAccounts().isOnThisMachine(server.host));

  return withTransaction(ctx, async (tx) => {
    const mailbox = await nextNumber(tx, address);
    const { credential_id: credentialId, masked } = await writeCredential(tx, {
      type: "smtp",
      name: `Mailbox ${mailbox}`,
      data: server,
    });
    const saved = { mailbox, provider: "smtp", credentialId, usesTestMailbox: account.use_test_mailbox } as const;
    await upsertMailAccount(tx, saved, { sender_name, sender_email: address });
    await upsertPacing(tx, mailbox, { daily_limit, ramp_since: tx.now().toISOString() });
    const lengthened = leaves ? await callLengthenDelays(tx) : 0;
    if (lengthened > 0) await appendEvent(tx, DelaysLengthened, { campaigns: lengthened });
    await appendEvent(tx, MailboxAdded, { mailbox, address, preview: masked.preview });
    const proof = server.user === "" ? PROOF.noLogin : PROOF.smtp;
    await recordAccountTest(tx, { mailbox, address, protocol: "smtp", credentialId, check, proof });
    await recordAudit(tx, {
      action: "mailbox.added",
      target: { type: "credential", id: credentialId },
      after: { preview: masked.preview, address },
    });
    return getMailbox(tx, { mailbox });
  });
}

async function nextNumber(tx: TxCtx, address: string): Promise<number> {
  const known = await lockMailboxes(tx);
  if (!known.some(({ mailbox }) => mailbox === FIRST_MAILBOX)) {
    throw new AppError("not_found", "Save the mail account in the onboarding first. It is the first mailbox.", {
      code: "mail_account.none",
    });
  }
  const used = known.filter(({ removed }) => !removed);
  if (used.length >= MOST) {
    throw new AppError("conflict", `A company sends from at most ${MOST} mailboxes. Remove one first.`, {
      code: "mailbox.too_many",
    });
  }
  const first = (await findBrand(tx))?.sender_email;
  if ([first, ...used.map((row) => row.address)].some((taken) => taken?.toLowerCase() === address.toLowerCase())) {
    throw new AppError("conflict", `Emails leave from ${address} already. Enter the address of another mailbox.`, {
      code: "mailbox.address_taken",
      details: { field: "sender_email" },
    });
  }
  return Math.max(...known.map(({ mailbox }) => mailbox)) + 1;
}
