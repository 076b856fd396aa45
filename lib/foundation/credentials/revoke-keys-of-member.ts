import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { Permission } from "@/lib/platform/permissions";
import type { TxCtx } from "@/lib/platform/transaction";
import { KeyRevoked } from "./events";
import { revokeKeysOf } from "./store-keys";

/**
 * Revokes the open keys a member made that can do more than `allowed`, in the caller's transaction; answers how many. The member knows
 * their text, so a key must not outlive the right to make it.
 */
export async function revokeKeysOfMember(
  tx: TxCtx,
  { userId, allowed }: { userId: string; allowed: ReadonlySet<Permission> },
): Promise<number> {
  const keys = await revokeKeysOf(tx, userId, [...allowed]);
  for (const { id, name, last_four } of keys) {
    await appendEvent(tx, KeyRevoked, { keyId: id, name, lastFour: last_four });
  }
  return keys.length;
}
