import { revealMailAccount } from "./reveal-mail-account";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { mailAccounts } from "@/lib/providers/mail/select";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getMailAccount } from "./get-mail-account";
import { FIRST_MAILBOX } from "./schemas";

/** Whether emails of a mailbox reach people elsewhere: not through the built-in test mailbox, nor a server on this machine. Only for jobs. */
export async function leavesThisMachine(ctx: WorkspaceCtx, mailbox = FIRST_MAILBOX): Promise<boolean> {
  requirePermission(ctx, "onboarding.read");
  const { usesTestMailbox, provider } = await getMailAccount(ctx, mailbox);
  if (usesTestMailbox || provider === "gmail") return !usesTestMailbox;
  return !(await mailAccounts().isOnThisMachine((await revealMailAccount(ctx, mailbox)).host));
}
