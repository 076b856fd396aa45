import { Plan } from "@/lib/foundation/workspaces/schemas";
import type { Budget, OfferedPlan } from "./schemas";

/** USD a month a plan may spend on models; null: no limit. */
export const MONTHLY_LIMIT_USD: Readonly<Record<Plan, number | null>> = {
  free: 5,
  starter: 50,
  pro: 250,
  enterprise: null,
};

const isPlan = (plan: string): plan is Plan => Object.hasOwn(MONTHLY_LIMIT_USD, plan);

/** An unknown plan gets the smallest limit, not none. */
export const limitOf = (plan: string): number | null => MONTHLY_LIMIT_USD[isPlan(plan) ? plan : "free"];

/**
 * How many calls without a known price stand for a dollar of the limit: a quarter of a cent each, about what drafting one sequence costs
 * with a small model. It keeps a loop in a workflow from running up a bill that no price would show.
 */
const UNPRICED_CALLS_PER_USD = 400;

/** Calls without a known price that a plan may make in a month; null: no limit. */
export function unpricedLimitOf(plan: string): number | null {
  const limit = limitOf(plan);
  return limit === null ? null : limit * UNPRICED_CALLS_PER_USD;
}

/** The first day of the month, UTC: the key of a budget. */
export const monthOf = (at: Date): string => `${at.toISOString().slice(0, 7)}-01`;

/** A month's budget under a plan. */
export const budgetFor = (
  plan: Plan,
  month: string,
  { spent, reserved, unpriced }: { spent: number; reserved: number; unpriced: number },
): Budget => ({
  plan,
  month,
  limit: limitOf(plan),
  current_spend: spent,
  reserved,
  unpriced_calls: unpriced,
  unpriced_limit: unpricedLimitOf(plan),
});

/** The plans that can be chosen, the smallest first. */
export const OFFERED_PLANS: readonly OfferedPlan[] = Plan.options.map((plan) => ({
  plan,
  limit: limitOf(plan),
  unpriced_limit: unpricedLimitOf(plan),
}));
