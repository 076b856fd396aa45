import { createHash } from "node:crypto";
import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueueAt } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { CheckWorkspace } from "./jobs";
import { selectLaunched } from "./store-facts";
import { deleteOldRuns } from "./store-runs";

/** A minute less than the time between two sweeps. */
const SPREAD_MS = 14 * 60_000;

/** Always the same for a workspace, so that its checks are fifteen minutes apart. */
const offsetOf = (workspaceId: string): number =>
  createHash("sha256").update(workspaceId).digest().readUInt32BE(0) % SPREAD_MS;

/** Enqueues one check for each launched workspace, spread over fifteen minutes; answers how many. Runs older than a week are forgotten. */
export async function sweepWorkspaces({ requestId, db, now }: SystemCtx): Promise<number> {
  const ctx = { requestId, db, now };
  const launched = await withServiceTransaction(ctx, selectLaunched);
  for (const { workspaceId, survey } of launched) {
    const at = new Date(now().getTime() + offsetOf(workspaceId));
    await withServiceTransaction(ctx, (tx) =>
      enqueueAt(tx, CheckWorkspace, { payload: { workspaceId, cause: "schedule", survey }, at }),
    );
  }
  await withServiceTransaction(ctx, deleteOldRuns);
  return launched.length;
}
