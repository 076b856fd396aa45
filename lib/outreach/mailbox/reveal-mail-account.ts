import { revealCredential } from "@/lib/foundation/vault/reveal-credential";
import type { CredentialDataOf } from "@/lib/foundation/vault/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { testMailbox } from "@/lib/providers/mail/select";
import { getMailAccount } from "./get-mail-account";
import { gmailSmtp } from "./gmail-servers";
import { revealGmail } from "./reveal-gmail";
import { FIRST_MAILBOX } from "./schemas";

export type RevealedMailAccount = {
  type: "smtp";
  disableStartTls: boolean;
  accessToken?: string;
} & CredentialDataOf<"smtp">;

/** The account of a mailbox with its password, or with a token for Gmail, as sending needs it. Only for jobs. TLS is off for the built-in mailbox and by the founder's choice. */
export async function revealMailAccount(ctx: WorkspaceCtx, mailbox = FIRST_MAILBOX): Promise<RevealedMailAccount> {
  const { credentialId, usesTestMailbox, provider } = await getMailAccount(ctx, mailbox);
  if (provider === "gmail") {
    return { type: "smtp", ...gmailSmtp(await revealGmail(ctx, { credentialId })), disableStartTls: false };
  }
  const server = await revealCredential(ctx, { credentialId, type: "smtp" });
  // Where the built-in mailbox listens may have changed since it was chosen.
  if (usesTestMailbox) return { type: "smtp", ...server, ...testMailboxServer(), disableStartTls: true };
  return { type: "smtp", ...server, disableStartTls: server.encryption === "none" };
}

function testMailboxServer(): { host: string; port: number } | null {
  const mailbox = testMailbox();
  return mailbox && { host: mailbox.host, port: mailbox.port };
}
