import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { CheckHost } from "./jobs";
import { selectDueWorkspaces } from "./store";

const MAX_WORKSPACES = 500;

/** Enqueues one job for each workspace whose tracking domain is due for a check; answers the workspaces. */
export async function sweepHosts({ requestId, db, now }: SystemCtx): Promise<string[]> {
  const ctx = { requestId, db, now };
  const due = await withServiceTransaction(ctx, (tx) => selectDueWorkspaces(tx, MAX_WORKSPACES));
  for (const workspaceId of due) await withServiceTransaction(ctx, (tx) => enqueue(tx, CheckHost, { workspaceId }));
  return due;
}
