import { revealMailAccount } from "./reveal-mail-account";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { mailAccounts } from "@/lib/providers/mail/select";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getMailAccount } from "./get-mail-account";

/** Whether emails of the workspace reach people elsewhere: not through the built-in test mailbox, nor a server on this machine. Only for jobs. */
export async function leavesThisMachine(ctx: WorkspaceCtx): Promise<boolean> {
  requirePermission(ctx, "onboarding.read");
  if ((await getMailAccount(ctx)).usesTestMailbox) return false;
  return !(await mailAccounts().isOnThisMachine((await revealMailAccount(ctx)).host));
}
