import { LRUCache } from "lru-cache";
import type { SystemCtx } from "@/lib/platform/ctx";
import { isListening, onNotification } from "@/lib/platform/listen";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { findMembership, type Membership } from "./store";

const TTL_MS = 60_000;
const known = new LRUCache<string, Membership>({ max: 10_000, ttl: TTL_MS });
let stopFollowing: (() => void) | undefined;
/** Counts changes: what was read before one must not be remembered after it. */
let changes = 0;

function forget(workspaceId: string): void {
  changes += 1;
  if (workspaceId === "") return known.clear();
  for (const key of known.keys()) if (key.startsWith(workspaceId)) known.delete(key);
}

function follow(): void {
  stopFollowing ??= onNotification("access_changes", forget);
}

/** Forgets everything and gives the listening connection back. */
export function forgetMemberships(): void {
  forget("");
  stopFollowing?.();
  stopFollowing = undefined;
}

/**
 * Whether and as what somebody is a member, remembered for at most 60 s. A changed member, role or freeze is forgotten in every process
 * as soon as it commits; while a process cannot hear of changes it remembers nothing.
 */
export async function membershipOf(
  ctx: SystemCtx,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<Membership | null> {
  follow();
  const key = `${workspaceId}:${userId}`;
  const remembered = isListening() ? known.get(key) : undefined;
  if (remembered) return remembered;
  const seen = changes;
  const membership = await withServiceTransaction(ctx, (tx) => findMembership(tx, workspaceId, userId));
  if (membership && isListening() && seen === changes) known.set(key, membership);
  return membership;
}
