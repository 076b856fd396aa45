import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { AccountTest } from "./schemas";
import { selectAccountTests } from "./store-account-checks";

/** The last test of the mail account and of the reply mailbox; an account that was never tested is missing. */
export async function listAccountTests(ctx: WorkspaceCtx): Promise<AccountTest[]> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, selectAccountTests);
}
