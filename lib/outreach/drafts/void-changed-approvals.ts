import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { ApprovalsVoided } from "./events";
import { callVoidChangedApprovals } from "./store-drafts";

/**
 * After a change of sender, footer or lead: approved emails that would not go out as they were approved wait for approval again. Answers
 * how many. No email depends on it: a claim compares for itself.
 */
export async function voidChangedApprovals(ctx: WorkspaceCtx): Promise<number> {
  requirePermission(ctx, "onboarding.write");
  return withTransaction(ctx, async (tx) => {
    const count = await callVoidChangedApprovals(tx);
    if (count > 0) await appendEvent(tx, ApprovalsVoided, { count });
    return count;
  });
}
