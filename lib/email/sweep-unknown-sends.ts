import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction, withTransaction } from "@/lib/platform/transaction";
import { ResolveUnknownSends, SweepUnknownSends } from "./jobs";
import { selectUnsettledWorkspaces } from "./store-sends";

/** Enqueues one job for each workspace that has mails without an outcome; answers which. */
export async function sweepUnknownSends({ requestId, db, now }: SystemCtx): Promise<string[]> {
  const ctx = { requestId, db, now };
  const workspaceIds = await withServiceTransaction(ctx, selectUnsettledWorkspaces);
  for (const workspaceId of workspaceIds) {
    const inside = { ...ctx, workspaceId, actor: { type: "job", job: SweepUnknownSends.name } as const };
    // No permission: a sweep acts for Greenlight itself.
    // No event: it only enqueues; the job writes what it found out.
    await withTransaction(inside, (tx) => enqueue(tx, ResolveUnknownSends, { workspaceId }));
  }
  return workspaceIds;
}
