import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { FIRST_MAILBOX, type AccountTest } from "./schemas";
import { selectAccountTests } from "./store-account-checks";

/** The last test of a mailbox's account, and of the first one's of the reply mailbox too; an account that was never tested is missing. */
export async function listAccountTests(ctx: WorkspaceCtx, mailbox = FIRST_MAILBOX): Promise<AccountTest[]> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, (tx) => selectAccountTests(tx, mailbox));
}
