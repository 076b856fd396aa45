import { formatDay, lastDayOf } from "@/app/_ui/days";
import { formatUsd } from "@/app/_ui/numbers";
import type { BudgetStats } from "@/lib/metering/metrics/schemas";

/** The spent share of the month's budget. */
export function spentWords({ plan, current_spend, reserved, limit }: BudgetStats): string {
  const spent = formatUsd(current_spend);
  const whole =
    limit === null ? `${spent} spent this month; the plan ${plan} has no limit` : `${spent} of ${formatUsd(limit)}`;
  return reserved > 0 ? `${whole}, ${formatUsd(reserved)} set aside for calls under way` : whole;
}

/** The plan whose limit it is. */
export const planNote = ({ plan, limit }: BudgetStats): string =>
  limit === null ? "" : `The limit is that of the plan ${plan}; Settings says what happens there.`;

/** Where the month ends if it goes on like this, and what happens then. */
export function forecastWords({ month, current_spend, limit, forecast_usd, used_up_on }: BudgetStats): string {
  const end = formatDay(lastDayOf(month));
  if (current_spend === 0) return "Nothing was spent this month.";
  if (limit === null) return `At this pace ${formatUsd(forecast_usd)} by ${end}.`;
  if (current_spend >= limit)
    return `The budget is used up: calls that cost anything are refused until the end of ${end}.`;
  if (used_up_on)
    return `At this pace the budget is used up on ${formatDay(used_up_on)}; calls that cost anything are then refused until the end of ${end}.`;
  return `At this pace ${formatUsd(forecast_usd)} of ${formatUsd(limit)} by ${end}.`;
}
