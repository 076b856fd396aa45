import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { AccountCheck } from "@/lib/providers/mail/port";
import { mailAccounts } from "@/lib/providers/mail/select";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { serverOf } from "./save-mail-account";
import type { SaveMailAccount } from "./schemas";

/** Connects and logs in as a sender would, without saving or sending: where it failed, and what to do about it. */
export async function checkMailAccount(ctx: WorkspaceCtx, input: SaveMailAccount): Promise<AccountCheck> {
  requirePermission(ctx, "onboarding.write");
  return mailAccounts().checkAccount(serverOf(input), { trusted: input.use_test_mailbox });
}
