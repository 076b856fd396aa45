import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { Masked, NewCredential } from "@/lib/foundation/vault/schemas";
import { writeCredential } from "@/lib/foundation/vault/write-credential";
import type { TxCtx } from "@/lib/platform/transaction";
import type { AccountCheck } from "@/lib/providers/mail/port";
import { DelaysLengthened, MailAccountSaved, MailProviderChanged } from "./events";
import { recordAccountTest } from "./record-account-test";
import { restartPacing } from "./restart-pacing";
import { FIRST_MAILBOX, type AccountTest } from "./schemas";
import { callFollowMailProvider, callLengthenDelays, upsertMailAccount } from "./store-mail-account";

type Adopted = {
  credential: NewCredential & { type: "smtp" | "gmail" };
  usesTestMailbox: boolean;
  /** Emails left from another server or user until now: its good name is not this one's. */
  isAnother: boolean;
  /** Emails reach people, unlike those that stay on this machine. */
  leaves: boolean;
  check: AccountCheck;
  proof: string;
};
export type SavedAccount = { credential_id: string; masked: Masked; test: AccountTest };

/** Lets the first mailbox send by an account from now on, in the caller's transaction, with what its test found. The caller has checked the permission. */
export async function adoptMailAccount(
  tx: TxCtx,
  { credential, usesTestMailbox, isAnother, leaves, check, proof }: Adopted,
): Promise<SavedAccount> {
  const { credential_id, masked } = await writeCredential(tx, credential);
  const provider = credential.type;
  await upsertMailAccount(tx, { mailbox: FIRST_MAILBOX, provider, credentialId: credential_id, usesTestMailbox });
  const { preview } = masked;
  if (isAnother) await restartPacing(tx);
  const saved = { credentialId: credential_id, preview, testMailbox: usesTestMailbox, provider };
  await appendEvent(tx, MailAccountSaved, saved);
  const lengthened = leaves ? await callLengthenDelays(tx) : 0;
  if (lengthened > 0) await appendEvent(tx, DelaysLengthened, { campaigns: lengthened });
  const followed = await callFollowMailProvider(tx);
  if (followed > 0) await appendEvent(tx, MailProviderChanged, { provider, campaigns: followed });
  const test = await recordAccountTest(tx, {
    mailbox: FIRST_MAILBOX,
    protocol: "smtp",
    credentialId: credential_id,
    check,
    proof,
  });
  await recordAudit(tx, {
    action: "mail_account.saved",
    target: { type: "credential", id: credential_id },
    after: { preview, test_mailbox: usesTestMailbox },
  });
  return { credential_id, masked, test };
}
