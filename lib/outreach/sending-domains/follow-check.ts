import type { DnsVerification } from "./schemas";

/** Where a domain stands between two checks. */
export type DomainClock = {
  verifiedAt: Date | null;
  unverifiedSince: Date | null;
  /** How many checks in a row did not find everything right. */
  rechecks: number;
  nextCheckAt: Date | null;
  failingSince: Date | null;
  pausedAt: Date | null;
};

export const NEW_CLOCK: DomainClock = {
  verifiedAt: null,
  unverifiedSince: null,
  rechecks: 0,
  nextCheckAt: null,
  failingSince: null,
  pausedAt: null,
};

export type Checked = {
  status: DnsVerification["status"];
  at: Date;
  /** A mailbox of the domain writes to people. */
  sends: boolean;
  /** False for a domain whose records cannot be judged: checking it again would say the same. */
  fit: boolean;
};

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A new record is usually seen within minutes; servers keep an old answer for up to a day, and registrars promise two. */
const FIRST_WAITS_MINUTES = [1, 2, 5, 10, 30];
const GRACE_MS = 72 * 60 * MINUTE_MS;

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/** When cold emails begin to wait for a domain that failed first at this time. */
export const pausesAt = (failingSince: Date): Date => after(failingSince, GRACE_MS);

/**
 * Where a domain stands after a check. Only a check that is certain of a fault starts the clock of 72 hours, and only one that is certain
 * after them pauses; one without an answer changes neither, and one that finds everything right ends both.
 */
export function followCheck(before: DomainClock, { status, at, sends, fit }: Checked): DomainClock {
  if (status === "verified") return { ...NEW_CLOCK, verifiedAt: at, nextCheckAt: sends ? after(at, DAY_MS) : null };
  if (!fit) return before;
  const failingSince = before.failingSince ?? (status === "failing" ? at : null);
  const isOver = status === "failing" && failingSince !== null && at >= pausesAt(failingSince);
  const clock: DomainClock = {
    ...before,
    unverifiedSince: before.unverifiedSince ?? at,
    rechecks: before.rechecks + 1,
    failingSince,
    pausedAt: before.pausedAt ?? (sends && isOver ? at : null),
  };
  return { ...clock, nextCheckAt: nextCheckAt(clock, { at, sends }) };
}

/** After 1, 2, 5, 10 and 30 minutes, each hour for 72 hours, then each day while something is sent; and when the clock ends. */
function nextCheckAt(
  { unverifiedSince, rechecks, failingSince, pausedAt }: DomainClock,
  { at, sends }: Pick<Checked, "at" | "sends">,
): Date | null {
  const first = FIRST_WAITS_MINUTES[rechecks - 1];
  if (first !== undefined) return after(at, first * MINUTE_MS);
  const isEarly = unverifiedSince !== null && at.getTime() - unverifiedSince.getTime() < GRACE_MS;
  if (isEarly) return after(at, 60 * MINUTE_MS);
  if (!sends) return null;
  const next = after(at, DAY_MS);
  const end = failingSince === null || pausedAt !== null ? next : pausesAt(failingSince);
  return end > at && end < next ? end : next;
}
