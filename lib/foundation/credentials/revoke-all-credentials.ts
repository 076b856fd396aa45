import type { TxCtx } from "@/lib/platform/transaction";
import { revokeAllKeys } from "./store-keys";
import { revokeAllTokens } from "./store-webhook-tokens";

type Revoked = { revokedKeys: number; revokedTokens: number };

/** Ends every webhook token and API key of a workspace that is being frozen, in the caller's transaction, which writes the ledger. */
export async function revokeAllCredentials(tx: TxCtx): Promise<Revoked> {
  const revokedTokens = await revokeAllTokens(tx);
  return { revokedTokens, revokedKeys: await revokeAllKeys(tx) };
}
