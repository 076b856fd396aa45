import type { CheckStage } from "@/lib/providers/mail/port";

const MINUTE_MS = 60_000;
const FIRST_MINUTES = 5;
const MOST_MINUTES = 60;
/** A server may refuse a login once for a reason of its own, such as too many connections. */
const REFUSED_LOGINS = 2;
/** A server that is away for an hour is no news. */
const AWAY_MS = 2 * 60 * MINUTE_MS;

export type Failing = { failures: number; failingSince: Date | null };

/**
 * Where a reply mailbox stands after it could not be read: tried again after 5 minutes, then twice as long each time, at most an hour. `isOver`:
 * follow-ups wait from now on, because the login was refused twice in a row or nothing was read for two hours.
 */
export function followFailure(
  before: Failing,
  { stage, at }: { stage: CheckStage; at: Date },
): { failures: number; failingSince: Date; nextReadAt: Date; isOver: boolean } {
  const failures = before.failures + 1;
  const failingSince = before.failingSince ?? at;
  const minutes = Math.min(FIRST_MINUTES * 2 ** Math.min(failures - 1, 10), MOST_MINUTES);
  const isRefused = stage === "auth" && failures >= REFUSED_LOGINS;
  return {
    failures,
    failingSince,
    nextReadAt: new Date(at.getTime() + minutes * MINUTE_MS),
    isOver: isRefused || at.getTime() - failingSince.getTime() >= AWAY_MS,
  };
}
