import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { findMailAccount } from "./find-mail-account";
import { FIRST_MAILBOX, type MailAccount } from "./schemas";

/** Which account a mailbox sends by, without its secrets, or 404 `mail_account.none`, of another than the first `mailbox.not_found`. */
export async function getMailAccount(ctx: WorkspaceCtx, mailbox = FIRST_MAILBOX): Promise<MailAccount> {
  const account = await findMailAccount(ctx, mailbox);
  if (account) return account;
  if (mailbox !== FIRST_MAILBOX) throw noSuchMailbox();
  throw new AppError("not_found", "No mail account is saved yet. Add one in the onboarding.", {
    code: "mail_account.none",
  });
}

export const noSuchMailbox = (): AppError =>
  new AppError("not_found", "There is no such mailbox, or it was removed.", { code: "mailbox.not_found" });
