import type { TxCtx } from "@/lib/platform/transaction";
import { deleteCredentialRow } from "./store";

/** Forgets a credential in the caller's transaction, once nothing names it. The caller checks the permission and writes the ledger. */
export const deleteCredential = (tx: TxCtx, id: string): Promise<void> => deleteCredentialRow(tx, id);
