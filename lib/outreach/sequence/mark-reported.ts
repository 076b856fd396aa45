import type { TxCtx } from "@/lib/platform/transaction";
import { setReported } from "./store-outcomes";

/** These outcomes are among the events now, in the caller's transaction. The caller has checked the permission. */
export async function markReported(tx: TxCtx, claimIds: readonly string[]): Promise<void> {
  if (claimIds.length > 0) await setReported(tx, claimIds);
}
