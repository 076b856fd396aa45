import type { KeyOutcome } from "@/lib/providers/vendor-keys/check-key";

/** Where a key stands between two answers of its vendor. */
export type KeyClock = { rightAt: Date | null; brokenSince: Date | null; nextCheckAt: Date };

const HOUR_MS = 3_600_000;
const CERTAIN: ReadonlySet<KeyOutcome> = new Set(["wrong", "expired", "lacks_scope"]);
const after = (at: Date, hours: number): Date => new Date(at.getTime() + hours * HOUR_MS);

/** A certain answer holds for a day; a vendor that is down or limits is asked again in an hour, and says nothing about the key. */
export function followKey(before: Omit<KeyClock, "nextCheckAt">, outcome: KeyOutcome, at: Date): KeyClock {
  if (outcome === "right") return { rightAt: at, brokenSince: null, nextCheckAt: after(at, 24) };
  if (CERTAIN.has(outcome))
    return { rightAt: before.rightAt, brokenSince: before.brokenSince ?? at, nextCheckAt: after(at, 24) };
  return { ...before, nextCheckAt: after(at, 1) };
}
