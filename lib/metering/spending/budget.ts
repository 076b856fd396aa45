/** USD a month a plan may spend on models; null: no limit. */
export const MONTHLY_LIMIT_USD: Readonly<Record<string, number | null>> = {
  free: 5,
  starter: 50,
  pro: 250,
  enterprise: null,
};

/** An unknown plan gets the smallest limit, not none. */
export function limitOf(plan: string): number | null {
  const limit = MONTHLY_LIMIT_USD[plan];
  return limit === undefined ? 5 : limit;
}

/** The first day of the month, UTC: the key of a budget. */
export const monthOf = (at: Date): string => `${at.toISOString().slice(0, 7)}-01`;
