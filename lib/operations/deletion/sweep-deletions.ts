import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { EraseCompany } from "./jobs";
import { selectUnfinished } from "./store";

/** Enqueues one job for each deletion that is not done; answers the workspaces. */
export async function sweepDeletions({ requestId, db, now }: SystemCtx): Promise<string[]> {
  const ctx = { requestId, db, now };
  const unfinished = await withServiceTransaction(ctx, selectUnfinished);
  for (const workspaceId of unfinished) {
    await withServiceTransaction(ctx, (tx) => enqueue(tx, EraseCompany, { workspaceId }));
  }
  return unfinished;
}
