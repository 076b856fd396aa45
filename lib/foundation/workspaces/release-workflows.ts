import { z } from "zod";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { setWorkflowsFree } from "./store-freeze";
import { takeHeldJobs, type HeldJob } from "./store-held-jobs";

/** Lets workflows be published and started again, in the caller's transaction: the jobs that waited for it run. Answers how many. */
export async function releaseWorkflows(tx: TxCtx): Promise<number> {
  await setWorkflowsFree(tx);
  return releaseJobs(tx, "all");
}

/** Gives held jobs to the queue again, each under the key it had; answers how many. */
export async function releaseJobs(tx: TxCtx, which: "all" | "unless_until_restored"): Promise<number> {
  const held = await takeHeldJobs(tx, which);
  for (const job of held) await enqueueAgain(tx, job);
  return held.length;
}

/** The queue knows the job's policy and limits by its name; its payload was checked when it was first enqueued. */
function enqueueAgain(tx: TxCtx, { name, payload, singletonKey }: HeldJob): Promise<void> {
  const contract = {
    name,
    payload: z.record(z.string(), z.unknown()),
    policy: "standard",
    retryLimit: 0,
    expireInSeconds: 0,
    ...(singletonKey !== null && { key: () => singletonKey }),
  } as const;
  return enqueue(tx, contract, payload);
}
