import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { hasEntriesAfter, selectEntriesAfter, selectHorizon, type Followed } from "./store";

const MOST = 200;

/**
 * Up to 200 entries after a position, in commit order, none skipped: a line waits for older transactions of its own workspace, not for
 * those of others.
 */
export async function listEventsAfter(
  ctx: WorkspaceCtx,
  query: { projectId: string; position: string },
): Promise<Followed[]> {
  requirePermission(ctx, "ledger.read");
  return withReadTransaction(ctx, async (tx) => {
    const entries = await selectEntriesAfter(tx, { ...query, limit: MOST });
    if (entries.length > 0 || !(await hasEntriesAfter(tx, query))) return entries;
    const horizon = await selectHorizon(tx);
    return selectEntriesAfter(tx, { ...query, limit: MOST, horizon });
  });
}
