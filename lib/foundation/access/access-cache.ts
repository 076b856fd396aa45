import { LRUCache } from "lru-cache";
import { isListening, onNotification } from "@/lib/platform/listen";
import { processWide } from "@/lib/platform/process-wide";

const TTL_MS = 60_000;

const caches = processWide("access_caches", () => new Set<AccessCache<object>>());

/**
 * Caches access decisions for at most 60 s. A changed member, role, token, key or freeze is forgotten in every process as
 * soon as it commits; while a process cannot hear of changes it remembers nothing.
 */
export class AccessCache<V extends object> {
  private readonly known = new LRUCache<string, V>({ max: 10_000, ttl: TTL_MS });
  private unfollow?: () => void;
  /** Counts changes: what was read before one must not be remembered after it. */
  private changes = 0;

  constructor(private readonly workspaceOf: (value: V) => string) {
    caches.add(this as unknown as AccessCache<object>);
  }

  /** The cached value of the key, else the result of `load`; null is never cached. */
  async get(key: string, load: () => Promise<V | null>): Promise<V | null> {
    this.unfollow ??= onNotification("access_changes", (workspaceId) => this.forget(workspaceId));
    const remembered = isListening() ? this.known.get(key) : undefined;
    if (remembered) return remembered;
    const seen = this.changes;
    const found = await load();
    if (found && isListening() && seen === this.changes) this.known.set(key, found);
    return found;
  }

  /** An empty workspace means all of them: something may have been missed. */
  forget(workspaceId: string): void {
    this.changes += 1;
    if (workspaceId === "") return this.known.clear();
    for (const [key, value] of this.known.entries())
      if (this.workspaceOf(value) === workspaceId) this.known.delete(key);
  }

  close(): void {
    this.forget("");
    this.unfollow?.();
    this.unfollow = undefined;
  }
}

/** Forgets every access decision of one workspace in this process. */
export function forgetWorkspace(workspaceId: string): void {
  for (const cache of caches) cache.forget(workspaceId);
}

/** Forgets everything and gives the listening connection back. */
export function forgetAccess(): void {
  for (const cache of caches) cache.close();
}
