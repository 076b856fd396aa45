import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { ApprovalsVoided } from "./events";
import { callVoidLeadApprovals } from "./store-drafts";

/**
 * After a change of leads: approved emails to them that would not go out as they were approved wait for approval again. Answers how many.
 * No email depends on it: a claim compares for itself.
 */
export async function voidLeadApprovals(
  ctx: WorkspaceCtx,
  { leadIds }: { leadIds: readonly string[] },
): Promise<number> {
  requirePermission(ctx, "leads.write");
  return withTransaction(ctx, async (tx) => {
    const count = await callVoidLeadApprovals(tx, leadIds);
    if (count > 0) await appendEvent(tx, ApprovalsVoided, { count });
    return count;
  });
}
