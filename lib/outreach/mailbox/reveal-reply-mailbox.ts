import { listCredentials } from "@/lib/foundation/vault/list-credentials";
import { revealCredential } from "@/lib/foundation/vault/reveal-credential";
import type { CredentialDataOf } from "@/lib/foundation/vault/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { findMailAccount } from "./find-mail-account";
import { listAccountTests } from "./list-account-tests";
import { revealGmail, type RevealedGmail } from "./reveal-gmail";

export type RevealedReplyMailbox = ({ type: "imap" } & CredentialDataOf<"imap">) | RevealedGmail;

/**
 * The account that answers arrive in with its password or token, as the workspace's engine needs it; null when none is saved, and while emails go to the built-in
 * test mailbox. Only for jobs.
 */
export async function revealReplyMailbox(ctx: WorkspaceCtx): Promise<RevealedReplyMailbox | null> {
  const test = (await listAccountTests(ctx)).find(({ protocol }) => protocol === "imap");
  if (!test || (await findMailAccount(ctx))?.usesTestMailbox) return null;
  const credentialId = test.credential_id;
  const saved = (await listCredentials(ctx)).find(({ credential_id }) => credential_id === credentialId);
  if (saved?.type === "gmail") return revealGmail(ctx, { credentialId });
  return { type: "imap", ...(await revealCredential(ctx, { credentialId, type: "imap" })) };
}
