import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { leavesThisMachine } from "./leaves-this-machine";
import { selectMailboxNumbers } from "./store-mail-account";

/** Whether emails of any mailbox reach people elsewhere, as {@link leavesThisMachine} says; false without one. Only for jobs. */
export async function emailsLeave(ctx: WorkspaceCtx): Promise<boolean> {
  requirePermission(ctx, "onboarding.read");
  for (const mailbox of await withReadTransaction(ctx, selectMailboxNumbers)) {
    if (await leavesThisMachine(ctx, mailbox)) return true;
  }
  return false;
}
