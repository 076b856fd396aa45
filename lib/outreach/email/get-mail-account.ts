import { AppError } from "@/lib/platform/errors";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { revealCredential } from "@/lib/foundation/vault/reveal-credential";
import type { CredentialDataOf } from "@/lib/foundation/vault/schemas";
import { findMailAccountRow, type MailAccountRow } from "./store-mail-account";

/** Which account the workspace sends from, without its secrets; null before one is saved. */
export async function findMailAccount(ctx: WorkspaceCtx): Promise<MailAccountRow | null> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, findMailAccountRow);
}

/** The same, or 404 `mail_account.none`. */
export async function getMailAccount(ctx: WorkspaceCtx): Promise<MailAccountRow> {
  const account = await findMailAccount(ctx);
  if (account) return account;
  throw new AppError("not_found", "No mail account is saved yet. Add one in the onboarding.", {
    code: "mail_account.none",
  });
}

export type RevealedMailAccount = { type: "smtp"; disableStartTls: boolean } & CredentialDataOf<"smtp">;

/** The account with its password, as the workspace's engine needs it. Only for jobs. TLS is off for the built-in mailbox and by the founder's choice. */
export async function revealMailAccount(ctx: WorkspaceCtx): Promise<RevealedMailAccount> {
  const { credentialId, usesTestMailbox } = await getMailAccount(ctx);
  const server = await revealCredential(ctx, { credentialId, type: "smtp" });
  return { type: "smtp", ...server, disableStartTls: usesTestMailbox || server.encryption === "none" };
}
