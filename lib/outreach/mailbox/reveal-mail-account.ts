import { revealCredential } from "@/lib/foundation/vault/reveal-credential";
import type { CredentialDataOf } from "@/lib/foundation/vault/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { getMailAccount } from "./get-mail-account";

export type RevealedMailAccount = { type: "smtp"; disableStartTls: boolean } & CredentialDataOf<"smtp">;

/** The account with its password, as the workspace's engine needs it. Only for jobs. TLS is off for the built-in mailbox and by the founder's choice. */
export async function revealMailAccount(ctx: WorkspaceCtx): Promise<RevealedMailAccount> {
  const { credentialId, usesTestMailbox } = await getMailAccount(ctx);
  const server = await revealCredential(ctx, { credentialId, type: "smtp" });
  return { type: "smtp", ...server, disableStartTls: usesTestMailbox || server.encryption === "none" };
}
