import { findBrand } from "@/lib/company/profile/find-brand";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { AccountCheck } from "@/lib/providers/mail/port";
import { mailAccounts } from "@/lib/providers/mail/select";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { SaveMailAccount } from "./schemas";
import { serverOf } from "./server-of";

/**
 * Connects, secures, logs in and announces an email from `from`, else from the brand's sender, without saving or sending: where it failed, and what to do about it.
 */
export async function checkMailAccount(
  ctx: WorkspaceCtx,
  input: SaveMailAccount,
  from?: string,
): Promise<AccountCheck> {
  requirePermission(ctx, "onboarding.write");
  const sender = from ?? (await findBrand(ctx))?.sender_email ?? null;
  return mailAccounts().checkAccount(serverOf(input), { trusted: input.use_test_mailbox, sender });
}
