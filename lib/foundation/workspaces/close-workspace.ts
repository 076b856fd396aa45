import type { TxCtx } from "@/lib/platform/transaction";
import { setClosed } from "./store-freeze";

/** A frozen workspace stays frozen for good, in the caller's transaction: unfreezing it is refused. The caller has checked the permission. */
export async function closeWorkspace(tx: TxCtx): Promise<void> {
  await setClosed(tx);
}
