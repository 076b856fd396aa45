import { listAccountTests } from "@/lib/outreach/mailbox/list-account-tests";
import type { AccountTest } from "@/lib/outreach/mailbox/schemas";
import { findMailAccount } from "@/lib/outreach/mailbox/find-mail-account";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { isOn } from "@/lib/platform/features";
import { withReadTransaction } from "@/lib/platform/transaction";
import { testMailbox } from "@/lib/providers/mail/select";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { listCredentials } from "@/lib/foundation/vault/list-credentials";
import type { Credential, Masked } from "@/lib/foundation/vault/schemas";
import { selectCheckedKeys, type CheckedKey } from "./store-credential-checks";

export type SavedCredentials = {
  mail_account: {
    credential_id: string;
    provider: "smtp" | "gmail";
    use_test_mailbox: boolean;
    masked: Masked;
    saved_at: string;
    /** Null: saved by an earlier version and not tested since. */
    test: AccountTest | null;
  } | null;
  reply_mailbox: { credential_id: string; masked: Masked; test: AccountTest } | null;
  test_mailbox_available: boolean;
  gmail_available: boolean;
  credentials: Credential[];
  /** The last answers of vendors about saved keys; a key that was not tried yet has none. */
  checks: CheckedKey[];
};

/** Every credential that was saved, masked; which of them are the mail account and the reply mailbox, with their last tests; and whether there is a built-in mailbox and Gmail can be connected. */
export async function getCredentials(ctx: WorkspaceCtx): Promise<SavedCredentials> {
  requirePermission(ctx, "onboarding.read");

  return withReadTransaction(ctx, async (tx) => {
    const credentials = await listCredentials(tx);
    const account = await findMailAccount(tx);
    const tests = await listAccountTests(tx);
    const smtp = tests.find(({ protocol }) => protocol === "smtp") ?? null;
    const used = credentials.find(({ credential_id }) => credential_id === account?.credentialId);
    return {
      mail_account:
        account && used
          ? {
              credential_id: used.credential_id,
              provider: account.provider,
              use_test_mailbox: account.usesTestMailbox,
              masked: used.masked,
              saved_at: account.savedAt,
              test: smtp,
            }
          : null,
      reply_mailbox: replyMailboxOf(credentials, tests),
      test_mailbox_available: testMailbox() !== null,
      gmail_available: isOn("gmail"),
      credentials,
      checks: await selectCheckedKeys(tx),
    };
  });
}

function replyMailboxOf(credentials: Credential[], tests: AccountTest[]): SavedCredentials["reply_mailbox"] {
  const test = tests.find(({ protocol }) => protocol === "imap");
  const used = credentials.find(({ credential_id }) => credential_id === test?.credential_id);
  return test && used ? { credential_id: used.credential_id, masked: used.masked, test } : null;
}
