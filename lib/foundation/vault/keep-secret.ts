import { newId } from "@/lib/platform/ids";
import type { TxCtx } from "@/lib/platform/transaction";
import { encrypt } from "./cipher";
import { toReference } from "./secret-reference";
import { insertSecret } from "./store-secrets";

/** Seals a secret that Greenlight made, in the caller's transaction; answers its reference. The caller checks the permission and writes the ledger. */
export async function keepSecret(tx: TxCtx, plain: string): Promise<string> {
  const id = newId();
  await insertSecret(tx, { id, sealed: encrypt(tx.workspaceId, plain) });
  return toReference(id);
}
