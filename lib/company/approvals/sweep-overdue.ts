import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { LOST_AFTER_MS } from "./find-unsettled";
import { ExpireOverdue, ResolveExecution } from "./jobs";
import { selectOverdueWorkspaces } from "./store";
import { selectUnsettled } from "./store-executions";

/** One job for each workspace with proposals past their deadline, and one for each attempt that is not settled. */
export async function sweepOverdue(ctx: SystemCtx): Promise<void> {
  await withServiceTransaction(ctx, async (tx) => {
    const before = new Date(tx.now().getTime() - LOST_AFTER_MS).toISOString();
    for (const workspaceId of await selectOverdueWorkspaces(tx)) await enqueue(tx, ExpireOverdue, { workspaceId });
    for (const attempt of await selectUnsettled(tx, before)) await enqueue(tx, ResolveExecution, attempt);
  });
}
