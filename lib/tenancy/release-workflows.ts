import type { TxCtx } from "@/lib/platform/transaction";
import { enqueueHeld } from "./enqueue-held";
import { setWorkflowsFree } from "./store-freeze";
import { takeHeldJobs } from "./store-held-jobs";

/** Lets workflows be published and started again, in the caller's transaction: the jobs that waited for it run. Answers how many. */
export async function releaseWorkflows(tx: TxCtx): Promise<number> {
  await setWorkflowsFree(tx);
  const held = await takeHeldJobs(tx, "all");
  await enqueueHeld(tx, held);
  return held.length;
}
