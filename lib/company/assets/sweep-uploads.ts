import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { RemoveBytes } from "./jobs";
import { selectStaleUploads } from "./store";

/** A sweep an hour clears more than people begin. */
const AT_ONCE = 1000;

/** Enqueues one job for each upload that was begun a day ago and never finished; answers how many. */
export async function sweepUploads({ requestId, db, now }: SystemCtx): Promise<number> {
  return withServiceTransaction({ requestId, db, now }, async (tx) => {
    const stale = await selectStaleUploads(tx, AT_ONCE);
    for (const asset of stale) await enqueue(tx, RemoveBytes, asset);
    return stale.length;
  });
}
