import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { AdminDrift, ListRuns, WatchdogRun } from "./schemas";
import { selectAllDrifts, selectRuns } from "./store-runs";

const MAX_DRIFTS = 200;

/** The newest checks of any workspace, and every difference that is open now, those first for which repairs did not help. */
export async function listRuns(
  ctx: AdminCtx,
  { limit }: ListRuns,
): Promise<{ data: WatchdogRun[]; drifts: AdminDrift[] }> {
  requireAdmin(ctx);
  return withServiceTransaction(ctx, async (tx) => ({
    data: await selectRuns(tx, limit),
    drifts: await selectAllDrifts(tx, MAX_DRIFTS),
  }));
}
