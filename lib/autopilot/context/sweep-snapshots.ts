import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { deleteExpired } from "./store-snapshots";

const AT_ONCE = 5_000;

/** Deletes the snapshots whose days are over, in any workspace; answers how many. */
export async function sweepSnapshots({ requestId, db, now }: SystemCtx): Promise<number> {
  return withServiceTransaction({ requestId, db, now }, (tx) => deleteExpired(tx, AT_ONCE));
}
