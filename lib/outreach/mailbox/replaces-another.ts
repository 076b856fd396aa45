import { revealCredential } from "@/lib/foundation/vault/reveal-credential";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { findMailAccount } from "./find-mail-account";
import { gmailSmtp } from "./gmail-servers";
import { revealMailAccount } from "./reveal-mail-account";

type Login = { host: string; user: string };

/** Whether emails left from another server or user until now: its good name is not this one's. */
export async function replacesAnother(ctx: WorkspaceCtx, { host, user }: Login): Promise<boolean> {
  const account = await findMailAccount(ctx);
  if (account === null) return false;
  // The account before is opened here and never leaves. One that cannot be read any more is replaced.
  const inside: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "mailbox.replaces_another" } };
  const { credentialId } = account;
  const before = await (
    account.provider === "gmail" ? gmailLogin(inside, credentialId) : revealMailAccount(inside)
  ).catch(unreadable);
  return before?.host !== host || before.user !== user;
}

/** Without a token: a grant that was taken back is the same account. */
async function gmailLogin(ctx: WorkspaceCtx, credentialId: string): Promise<Login> {
  const { address } = await revealCredential(ctx, { credentialId, type: "gmail" });
  return gmailSmtp({ address, accessToken: "" });
}

function unreadable(error: unknown): null {
  if (error instanceof AppError) return null;
  throw error;
}
