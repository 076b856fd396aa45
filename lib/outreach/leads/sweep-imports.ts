import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { RunImport } from "./jobs";
import { selectStaleFiles } from "./store-imports";

const AT_ONCE = 1_000;

/** Enqueues one job for each file that waited too long, which ends its import; answers how many. */
export async function sweepImports({ requestId, db, now }: SystemCtx): Promise<number> {
  return withServiceTransaction({ requestId, db, now }, async (tx) => {
    const stale = await selectStaleFiles(tx, AT_ONCE);
    for (const file of stale) await enqueue(tx, RunImport, file);
    return stale.length;
  });
}
