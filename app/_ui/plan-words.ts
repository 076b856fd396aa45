import type { Budget } from "@/lib/metering/spending/schemas";
import { formatDay, lastDayOf } from "./days";
import { formatCount, formatUsd } from "./numbers";

type Unpriced = Pick<Budget, "unpriced_calls" | "unpriced_limit" | "month">;

/** The model budget of a plan. */
export const limitWords = (limit: number | null): string =>
  limit === null ? "No limit on what models may cost" : `Models may cost ${formatUsd(limit)} a month`;

/** The effect of reaching the limit, and the way to change it. */
export function atTheLimit({ limit, month }: Pick<Budget, "limit" | "month">): string {
  if (limit === null) return "Nothing is refused for its cost.";
  return `Model calls that cost more than what is left are refused until the end of ${formatDay(lastDayOf(month))} (UTC), so no new emails are drafted. Emails that are drafted already are still sent. Owners and admins are told at 50, 80 and 100 %. A larger plan raises the limit at once.`;
}

/** How many calls were made whose price is not known, and what limits them; null when there was none. */
export function unpricedWordsOf({ unpriced_calls: calls, unpriced_limit: limit, month }: Unpriced): string | null {
  if (calls === 0) return null;
  const counted = `${formatCount(calls)}${limit === null ? "" : ` of ${formatCount(limit)}`} calls this month used a model whose price is not known.`;
  if (limit === null) return `${counted} They cost $0 in the budget.`;
  return calls >= limit
    ? `${counted} Further ones are refused until the end of ${formatDay(lastDayOf(month))}, or until an administrator sets the model's price.`
    : `${counted} They cost $0 in the budget, so they are limited by number. An administrator can set the model's price.`;
}
