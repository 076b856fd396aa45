import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { pageOf } from "@/lib/platform/keyset";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { ListTestRuns, TestRun } from "./schemas";
import { selectRuns } from "./store";
import { toTestRun } from "./to-test-run";

/** The workspace's sandbox runs, newest first. */
export async function listTestRuns(
  ctx: WorkspaceCtx,
  query: ListTestRuns,
): Promise<{ data: TestRun[]; next_cursor: string | null }> {
  requirePermission(ctx, "campaigns.read");
  const found = await withReadTransaction(ctx, (tx) => selectRuns(tx, { ...query, limit: query.limit + 1 }));
  return pageOf(
    found.map(({ item, position }) => ({ item: toTestRun(item), position })),
    query.limit,
  );
}
