import type { TxCtx } from "@/lib/platform/transaction";
import { encrypt } from "./cipher";
import { maskCredential } from "./mask";
import type { Credential, NewCredential } from "./schemas";
import { upsertCredential } from "./store";

/** Seals and stores a credential in the caller's transaction. The caller checks the permission and writes the ledger. */
export function writeCredential(tx: TxCtx, credential: NewCredential): Promise<Credential> {
  const { type, name, data } = credential;
  return upsertCredential(tx, {
    type,
    name,
    sealed: encrypt(tx.workspaceId, JSON.stringify(data)),
    masked: maskCredential(credential),
  });
}
