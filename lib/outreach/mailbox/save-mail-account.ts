import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { mailAccounts, testMailbox } from "@/lib/providers/mail/select";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { CredentialDataOf, Masked } from "@/lib/foundation/vault/schemas";
import { writeCredential } from "@/lib/foundation/vault/write-credential";
import { MailAccountSaved } from "./events";
import type { SaveMailAccount } from "./schemas";
import { upsertMailAccount } from "./store-mail-account";

type Server = CredentialDataOf<"smtp">;

/** The server an input means: 422 `test_mailbox.none` when it asks for a built-in mailbox that is not running. */
export function serverOf(input: SaveMailAccount): Server {
  if (!input.use_test_mailbox) return input.data;
  const mailbox = testMailbox();
  if (mailbox) return { host: mailbox.host, port: mailbox.port, secure: false, user: "", password: "" };
  throw new AppError(
    "impossible",
    "There is no built-in test mailbox here: it comes with npm start. Enter an SMTP account instead.",
    {
      code: "test_mailbox.none",
      details: { field: "use_test_mailbox" },
    },
  );
}

async function refusePrivateHost(host: string): Promise<void> {
  if ((await mailAccounts().classifyHost(host)) !== "private") return;
  throw new AppError(
    "invalid",
    "data.host is an address inside a private network, where we do not connect. Use your provider's public SMTP server.",
    {
      code: "mail_account.private_host",
      details: { field: "data.host" },
    },
  );
}

/** Saves the account the workspace mails from, its password encrypted; it replaces the one before. Answers what may be shown. */
export async function saveMailAccount(
  ctx: WorkspaceCtx,
  input: SaveMailAccount,
): Promise<{ credential_id: string; masked: Masked }> {
  requirePermission(ctx, "onboarding.write");
  const server = serverOf(input);
  if (!input.use_test_mailbox) await refusePrivateHost(server.host);

  return withTransaction(ctx, async (tx) => {
    const { credential_id, masked } = await writeCredential(tx, { type: "smtp", name: "Mail account", data: server });
    await upsertMailAccount(tx, {
      provider: "smtp",
      credentialId: credential_id,
      usesTestMailbox: input.use_test_mailbox,
    });
    const { preview } = masked;
    await appendEvent(tx, MailAccountSaved, {
      credentialId: credential_id,
      preview,
      testMailbox: input.use_test_mailbox,
    });
    await recordAudit(tx, {
      action: "mail_account.saved",
      target: { type: "credential", id: credential_id },
      after: { preview, test_mailbox: input.use_test_mailbox },
    });
    return { credential_id, masked };
  });
}
