import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { BackfillAddress } from "./jobs";
import { selectWithoutAddress } from "./store-identities";

const AT_ONCE = 1_000;

/** Enqueues one job for each company without an email address; answers how many. */
export async function sweepAddresses({ requestId, db, now }: SystemCtx): Promise<number> {
  return withServiceTransaction({ requestId, db, now }, async (tx) => {
    const without = await selectWithoutAddress(tx, AT_ONCE);
    for (const project of without) await enqueue(tx, BackfillAddress, project);
    return without.length;
  });
}
