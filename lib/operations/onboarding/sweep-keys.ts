import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { CheckKeys } from "./jobs";
import { callWorkspacesWithKeys } from "./store-credential-checks";

const MAX_WORKSPACES = 500;

/** Enqueues one job for each workspace with a key that is to be tried; answers the workspaces. */
export async function sweepKeys({ requestId, db, now }: SystemCtx): Promise<string[]> {
  const ctx = { requestId, db, now };
  const due = await withServiceTransaction(ctx, (tx) => callWorkspacesWithKeys(tx, MAX_WORKSPACES));
  for (const workspaceId of due) await withServiceTransaction(ctx, (tx) => enqueue(tx, CheckKeys, { workspaceId }));
  return due;
}
