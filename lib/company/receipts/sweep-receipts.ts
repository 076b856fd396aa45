import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { CheckReceipt } from "./jobs";
import { selectDue } from "./store";

/** One job for each receipt that is due for another look. */
export async function sweepReceipts(ctx: SystemCtx): Promise<void> {
  await withServiceTransaction(ctx, async (tx) => {
    for (const due of await selectDue(tx)) await enqueue(tx, CheckReceipt, due);
  });
}
