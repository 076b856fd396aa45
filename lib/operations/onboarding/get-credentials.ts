import { findMailAccount } from "@/lib/outreach/mailbox/find-mail-account";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { testMailbox } from "@/lib/providers/mail/select";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { listCredentials } from "@/lib/foundation/vault/list-credentials";
import type { Credential, Masked } from "@/lib/foundation/vault/schemas";

export type SavedCredentials = {
  mail_account: {
    credential_id: string;
    provider: "smtp" | "gmail";
    use_test_mailbox: boolean;
    masked: Masked;
    saved_at: string;
  } | null;
  test_mailbox_available: boolean;
  credentials: Credential[];
};

/** Every credential that was saved, masked; which of them is the mail account; and whether there is a built-in mailbox. */
export async function getCredentials(ctx: WorkspaceCtx): Promise<SavedCredentials> {
  requirePermission(ctx, "onboarding.read");

  return withReadTransaction(ctx, async (tx) => {
    const credentials = await listCredentials(tx);
    const account = await findMailAccount(tx);
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
            }
          : null,
      test_mailbox_available: testMailbox() !== null,
      credentials,
    };
  });
}
