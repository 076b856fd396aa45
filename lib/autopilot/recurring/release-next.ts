import type { TxCtx } from "@/lib/platform/transaction";
import { handOut } from "./hand-out";
import { selectOpenRuns, updateRun } from "./store-runs";

/** Hands out the oldest run that waits, unless another one of its task is going on. */
export async function releaseNext(tx: TxCtx, recurringId: string): Promise<void> {
  const open = await selectOpenRuns(tx, [recurringId]);
  const waiting = open.find(({ state }) => state === "waiting");
  if (!waiting || open.some(({ state }) => state !== "waiting")) return;
  await updateRun(tx, waiting.id, { state: "queued", queued_at: tx.now().toISOString() });
  await handOut(tx, { id: waiting.id, key: waiting.run_key });
}
