import type { TxCtx } from "@/lib/platform/transaction";
import { setDeleted } from "./store";
import { setClosed } from "./store-identities";

/** No list and no address leads to the company any more, in the caller's transaction; its row stays for the ledger. */
export async function markDeleted(tx: TxCtx, projectId: string): Promise<void> {
  await setDeleted(tx, projectId);
  await setClosed(tx, projectId);
}
