const DAY_MS = 24 * 60 * 60 * 1000;

type Spending = {
  /** First day of the month, UTC. */
  month: string;
  spent: number;
  limit: number | null;
  /** The day of the month's first call, null without one. */
  since: string | null;
};

/**
 * Where a month's spending ends if it goes on as since the month's first call, and the day on which it reaches the limit, if that is in
 * the month. The first day counts as a whole one, so that an hour's work is not taken for a pace.
 */
export function forecastOf(
  { month, spent, limit, since }: Spending,
  now: Date,
): { forecastUsd: number; usedUpOn: string | null } {
  const begin = Date.parse(month);
  const end = Date.UTC(new Date(begin).getUTCFullYear(), new Date(begin).getUTCMonth() + 1, 1);
  const from = Math.max(begin, since === null ? begin : Date.parse(since));
  const perDay = spent / Math.max(1, (now.getTime() - from) / DAY_MS);
  const daysLeft = Math.max(0, (end - now.getTime()) / DAY_MS);
  const forecastUsd = Number((spent + perDay * daysLeft).toFixed(6));
  if (limit === null || forecastUsd < limit || perDay === 0) return { forecastUsd, usedUpOn: null };
  const reached = now.getTime() + Math.max(0, (limit - spent) / perDay) * DAY_MS;
  return { forecastUsd, usedUpOn: reached < end ? new Date(reached).toISOString().slice(0, 10) : null };
}
