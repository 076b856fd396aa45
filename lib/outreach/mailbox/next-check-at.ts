const FIRST_MINUTES = 5;
const MOST_MINUTES = 6 * 60;

/** A quota is given back with the next day or hour; asking earlier uses it up. */
const QUOTA_MINUTES = 2 * 60;

/** When an account in trouble is tested again: after 5 minutes, then twice as long each time, at most 6 hours; a used-up quota after 2 hours. */
export function nextCheckAt(now: Date, { kind, troubles }: { kind: string | null; troubles: number }): Date {
  const doubled = FIRST_MINUTES * 2 ** Math.min(troubles - 1, 10);
  const minutes = Math.min(kind === "quota" ? Math.max(doubled, QUOTA_MINUTES) : doubled, MOST_MINUTES);
  return new Date(now.getTime() + minutes * 60_000);
}
