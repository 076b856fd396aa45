import { revokeAllCredentials } from "@/lib/foundation/credentials/revoke-all-credentials";
import type { TxCtx } from "@/lib/platform/transaction";
import { setFrozen } from "./store-freeze";

type Shut = { revokedKeys: number; revokedTokens: number };

/**
 * Shuts every door of the workspace, in the caller's transaction: its status, its webhook tokens, its API keys. Null, and nothing happens,
 * when it is not active. Two at once: the second waits, and finds it shut.
 */
export async function freezeAccess(tx: TxCtx, reason: string): Promise<Shut | null> {
  return (await setFrozen(tx, reason)) ? revokeAllCredentials(tx) : null;
}
