import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { AllowRuns, RecheckFreeze, RestoreWorkflows } from "./jobs";
import { selectUnfinished, type Unfinished } from "./store";

const JOBS = { enforce: RecheckFreeze, allow: AllowRuns, restore: RestoreWorkflows };

/** Enqueues one job for each open freeze, also for a proven one, and for what is left to do of each lifted one; answers which. */
export async function sweepFreezes({ requestId, db, now }: SystemCtx): Promise<Unfinished[]> {
  const ctx = { requestId, db, now };
  const unfinished = await withServiceTransaction(ctx, selectUnfinished);
  for (const { task, ...of } of unfinished) {
    await withServiceTransaction(ctx, (tx) => enqueue(tx, JOBS[task], of));
  }
  return unfinished;
}
