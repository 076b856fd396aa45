import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { TxCtx } from "@/lib/platform/transaction";
import { aboutRecurring } from "./about-recurring";
import { RunReleased } from "./events";
import { handOut } from "./hand-out";
import type { StoredRecurring } from "./store";
import { selectOpenRuns, updateRun } from "./store-runs";

/** Hands out the oldest run that waits, unless another one of its task is going on. */
export async function releaseNext(
  tx: TxCtx,
  task: Pick<StoredRecurring, "id" | "project_id" | "title">,
): Promise<void> {
  const open = await selectOpenRuns(tx, [task.id]);
  const waiting = open.find(({ state }) => state === "waiting");
  if (!waiting || open.some(({ state }) => state !== "waiting")) return;
  await updateRun(tx, waiting.id, { state: "queued", queued_at: tx.now().toISOString() });
  await handOut(tx, { id: waiting.id, key: waiting.run_key });
  const about = { ...aboutRecurring(task), run_id: waiting.id, scheduled_for: waiting.scheduled_for };
  await appendEvent(tx, RunReleased, about, { projectId: task.project_id });
}
