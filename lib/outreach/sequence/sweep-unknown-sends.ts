import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { ResolveUnknownSends } from "./jobs";
import { selectUnsettledWorkspaces } from "./store-sends";

/** Enqueues one job for each workspace that has mails without an outcome; answers which. */
export async function sweepUnknownSends({ requestId, db, now }: SystemCtx): Promise<string[]> {
  const ctx = { requestId, db, now };
  const workspaceIds = await withServiceTransaction(ctx, selectUnsettledWorkspaces);
  for (const workspaceId of workspaceIds) {
    await withServiceTransaction(ctx, (tx) => enqueue(tx, ResolveUnknownSends, { workspaceId }));
  }
  return workspaceIds;
}
