import { revealCredential } from "@/lib/foundation/vault/reveal-credential";
import type { CredentialDataOf } from "@/lib/foundation/vault/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { findMailAccount } from "./find-mail-account";
import { listAccountTests } from "./list-account-tests";

export type RevealedReplyMailbox = { type: "imap" } & CredentialDataOf<"imap">;

/**
 * The IMAP account with its password, as the workspace's engine needs it; null when none is saved, and while emails go to the built-in
 * test mailbox. Only for jobs.
 */
export async function revealReplyMailbox(ctx: WorkspaceCtx): Promise<RevealedReplyMailbox | null> {
  const test = (await listAccountTests(ctx)).find(({ protocol }) => protocol === "imap");
  if (!test || (await findMailAccount(ctx))?.usesTestMailbox) return null;
  const mailbox = await revealCredential(ctx, { credentialId: test.credential_id, type: "imap" });
  return { type: "imap", ...mailbox };
}
