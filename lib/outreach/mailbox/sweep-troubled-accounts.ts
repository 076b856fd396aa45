import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { RetestAccount } from "./jobs";
import { selectDueChecks } from "./store-account-checks";

const MAX_WORKSPACES = 500;

/** Enqueues one test for each workspace whose sending waits for its mail account; answers which. */
export async function sweepTroubledAccounts({ requestId, db, now }: SystemCtx): Promise<string[]> {
  const ctx = { requestId, db, now };
  const workspaceIds = await withServiceTransaction(ctx, (tx) => selectDueChecks(tx, MAX_WORKSPACES));
  for (const workspaceId of workspaceIds) {
    await withServiceTransaction(ctx, (tx) => enqueue(tx, RetestAccount, { workspaceId }));
  }
  return workspaceIds;
}
