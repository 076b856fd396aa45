import type { TxCtx } from "@/lib/platform/transaction";
import { revokeAllTokens, setFrozen } from "./store-freeze";
import { revokeAllKeys } from "./store-keys";

type Shut = { revokedKeys: number; revokedTokens: number };

/**
 * Shuts every door of the workspace, in the caller's transaction: its status, its webhook tokens, its API keys. Null, and nothing happens,
 * when it is not active. Two at once: the second waits, and finds it shut.
 */
export async function freezeAccess(tx: TxCtx, reason: string): Promise<Shut | null> {
  if (!(await setFrozen(tx, reason))) return null;
  const revokedTokens = await revokeAllTokens(tx);
  return { revokedTokens, revokedKeys: await revokeAllKeys(tx) };
}
