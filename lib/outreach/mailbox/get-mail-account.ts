import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { findMailAccount } from "./find-mail-account";
import type { MailAccount } from "./schemas";

/** Which account the workspace sends from, without its secrets, or 404 `mail_account.none`. */
export async function getMailAccount(ctx: WorkspaceCtx): Promise<MailAccount> {
  const account = await findMailAccount(ctx);
  if (account) return account;
  throw new AppError("not_found", "No mail account is saved yet. Add one in the onboarding.", {
    code: "mail_account.none",
  });
}
