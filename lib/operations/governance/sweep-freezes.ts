import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { RecheckFreeze, RestoreWorkflows } from "./jobs";
import { selectUnfinished, type Unfinished } from "./store";

/** Enqueues one job for each open freeze, also for a proven one, and for each restoration that is not done; answers which. */
export async function sweepFreezes({ requestId, db, now }: SystemCtx): Promise<Unfinished[]> {
  const ctx = { requestId, db, now };
  const unfinished = await withServiceTransaction(ctx, selectUnfinished);
  for (const { task, ...of } of unfinished) {
    const job = task === "enforce" ? RecheckFreeze : RestoreWorkflows;
    await withServiceTransaction(ctx, (tx) => enqueue(tx, job, of));
  }
  return unfinished;
}
