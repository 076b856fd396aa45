import type { TxCtx } from "@/lib/platform/transaction";
import { countOpenKeys, revokeAllKeys } from "./store-keys";
import { countOpenTokens, revokeAllTokens } from "./store-webhook-tokens";

type Revoked = {
  revokedKeys: number;
  revokedTokens: number;
  /** Keys and tokens that work, counted after the revocation. */
  open: number;
};

/** Ends every webhook token and API key of a workspace that is being frozen, in the caller's transaction, which writes the ledger. */
export async function revokeAllCredentials(tx: TxCtx): Promise<Revoked> {
  const revokedTokens = await revokeAllTokens(tx);
  const revokedKeys = await revokeAllKeys(tx);
  return { revokedTokens, revokedKeys, open: (await countOpenTokens(tx)) + (await countOpenKeys(tx)) };
}
