import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requireRecurring } from "./require-recurring";
import type { ListRunsQuery, RecurringRef, RecurringRun } from "./schemas";
import { selectRuns } from "./store-runs";

/** Each time of a recurring task with its result, the newest first. */
export async function listRuns(
  ctx: WorkspaceCtx,
  { recurringId, projectId, ...page }: RecurringRef & ListRunsQuery & { projectId: string },
): Promise<{ data: RecurringRun[]; next_cursor: string | null }> {
  requirePermission(ctx, "recurring.read");
  return withReadTransaction(ctx, async (tx) => {
    await requireRecurring(tx, { recurringId, projectId });
    return selectRuns(tx, { recurringId, ...page });
  });
}
