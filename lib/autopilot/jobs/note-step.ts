import type { TxCtx } from "@/lib/platform/transaction";
import { insertJobEvent, updateJobNoted } from "./store";

type Step = { jobId: string; message: string; costCents?: number; data?: object };

/** Notes one step of an agent's work in the caller's transaction: “Read 214 facts”, with what it cost. */
export async function noteStep(tx: TxCtx, { jobId, message, costCents = 0, data = {} }: Step): Promise<void> {
  await insertJobEvent(tx, { jobId, kind: "step", message, data });
  await updateJobNoted(tx, jobId, costCents);
}
