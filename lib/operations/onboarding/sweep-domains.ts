import { listWorkspacesToCheck } from "@/lib/outreach/sending-domains/list-workspaces-to-check";
import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { CheckDomains } from "./jobs";

const MAX_WORKSPACES = 500;

/** Enqueues one job for each workspace with a sending domain that is due for a check; answers the workspaces. */
export async function sweepDomains({ requestId, db, now }: SystemCtx): Promise<string[]> {
  const ctx = { requestId, db, now };
  const due = await listWorkspacesToCheck(ctx, MAX_WORKSPACES);
  for (const workspaceId of due) await withServiceTransaction(ctx, (tx) => enqueue(tx, CheckDomains, { workspaceId }));
  return due;
}
