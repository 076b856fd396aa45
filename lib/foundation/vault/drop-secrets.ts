import type { TxCtx } from "@/lib/platform/transaction";
import { idOfReference } from "./secret-reference";
import { deleteSecrets } from "./store-secrets";

/** Forgets secrets in the caller's transaction. The caller checks the permission and writes the ledger. */
export async function dropSecrets(tx: TxCtx, references: readonly string[]): Promise<void> {
  if (references.length > 0) await deleteSecrets(tx, references.map(idOfReference));
}
