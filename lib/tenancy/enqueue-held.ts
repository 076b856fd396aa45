import { z } from "zod";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import type { HeldJob } from "./store-held-jobs";

/** Gives held jobs to the queue again; it knows each one's policy and limits by its name, and its payload was checked at first. */
export async function enqueueHeld(tx: TxCtx, jobs: readonly HeldJob[]): Promise<void> {
  for (const { name, payload, singletonKey } of jobs) {
    const contract = {
      name,
      payload: z.record(z.string(), z.unknown()),
      policy: "standard",
      retryLimit: 0,
      expireInSeconds: 0,
      ...(singletonKey !== null && { key: () => singletonKey }),
    } as const;
    await enqueue(tx, contract, payload);
  }
}
