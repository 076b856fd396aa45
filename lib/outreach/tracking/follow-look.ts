import type { TrackingStatus } from "./schemas";

/** Where a tracking domain stands between two checks. */
export type TrackingClock = {
  verifiedAt: Date | null;
  unverifiedSince: Date | null;
  /** How many checks in a row did not find it right. */
  rechecks: number;
  nextCheckAt: Date | null;
  failingSince: Date | null;
};

export const NEW_CLOCK: TrackingClock = {
  verifiedAt: null,
  unverifiedSince: null,
  rechecks: 0,
  nextCheckAt: null,
  failingSince: null,
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const FIRST_WAITS_MINUTES = [1, 2, 5, 10, 30];
const EARLY_MS = 72 * HOUR_MS;

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

type Looked = {
  status: TrackingStatus;
  at: Date;
  /** False for a host that can never lead here: checking it again would say the same. */
  fit: boolean;
};

/**
 * Where a tracking domain stands after a check: each hour while it is right; after 1, 2, 5, 10 and 30 minutes, each hour for 72 hours and
 * then each day while it is not. Only a check that is certain of a fault makes it failing; one without an answer changes neither.
 */
export function followLook(before: TrackingClock, { status, at, fit }: Looked): TrackingClock {
  if (status === "verified") return { ...NEW_CLOCK, verifiedAt: at, nextCheckAt: after(at, HOUR_MS) };
  if (!fit) return { ...before, nextCheckAt: null };
  const unverifiedSince = before.unverifiedSince ?? at;
  const rechecks = before.rechecks + 1;
  const first = FIRST_WAITS_MINUTES[rechecks - 1];
  const isEarly = at.getTime() - unverifiedSince.getTime() < EARLY_MS;
  const waitMs = first === undefined ? (isEarly ? HOUR_MS : DAY_MS) : first * MINUTE_MS;
  return {
    ...before,
    unverifiedSince,
    rechecks,
    failingSince: before.failingSince ?? (status === "failing" ? at : null),
    nextCheckAt: after(at, waitMs),
  };
}

/** How long an answer proves that links arrive: a host that nobody could ask for a day carries no new ones. */
const PROOF_MS = DAY_MS;

/** Whether new links may use a host: it was right at the last certain check, and that was not long ago. */
export const carriesLinks = (
  { verifiedAt, failingSince }: Pick<TrackingClock, "verifiedAt" | "failingSince">,
  now: Date,
): boolean => failingSince === null && verifiedAt !== null && now.getTime() - verifiedAt.getTime() < PROOF_MS;
