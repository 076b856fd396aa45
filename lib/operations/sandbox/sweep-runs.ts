import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { SettleRun } from "./jobs";
import { selectOverdueRuns } from "./store-events";

const SILENT_MS = 30_000;

/** Has each run looked at that began half a minute ago and has no end. */
export async function sweepRuns({ requestId, db, now }: SystemCtx): Promise<void> {
  await withServiceTransaction({ requestId, db, now }, async (tx) => {
    const before = new Date(tx.now().getTime() - SILENT_MS).toISOString();
    for (const run of await selectOverdueRuns(tx, before)) await enqueue(tx, SettleRun, run);
  });
}
