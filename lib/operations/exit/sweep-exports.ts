import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { EndExport } from "./jobs";
import { selectOverdue } from "./store";

/** Enqueues the end of every archive whose time is over, and of every one that was not finished within an hour. */
export async function sweepExports({ requestId, db, now }: SystemCtx): Promise<void> {
  await withServiceTransaction({ requestId, db, now }, async (tx) => {
    const stale = new Date(tx.now().getTime() - 3_600_000).toISOString();
    for (const of of await selectOverdue(tx, stale)) await enqueue(tx, EndExport, of);
  });
}
