import { formatDay } from "@/app/_ui/days";
import { formatMoney } from "@/app/_ui/numbers";
import type { Billing, PlanPreview } from "@/lib/metering/billing/schemas";

const dayOf = (iso: string): string => `${formatDay(iso.slice(0, 10))} ${iso.slice(0, 4)}`;

export const nameOf = (plan: string): string => plan.charAt(0).toUpperCase() + plan.slice(1);

/** “$99.00 a month”. */
export const priceWords = (cents: number, currency: string, interval: string): string =>
  `${formatMoney(cents, currency.toUpperCase())} a ${interval}`;

/** The payment of the plan in one sentence, and what follows by itself. */
export function statusWords(billing: Billing): string {
  const { status, plan, trial_ends_at, period_ends_at, grace_ends_at, cancel_at, next_plan, next_plan_at } = billing;
  if (status === "past_due")
    return `The last payment failed. ${grace_ends_at ? `The plan stays as it is until ${dayOf(grace_ends_at)}. ` : ""}Check the payment method.`;
  if (status === "unpaid") return "An invoice stayed open, so the paid plan ended. Pay it to get the plan back.";
  if (status === "paused") return "The trial ended without a payment method. Add one, then resume the subscription.";
  if (status === "incomplete") return "The first payment is not complete yet.";
  if (cancel_at) return `Cancelled: ${nameOf(plan)} stays until ${dayOf(cancel_at)}, then the workspace is on Free.`;
  if (next_plan && next_plan_at)
    return `${nameOf(plan)} stays until ${dayOf(next_plan_at)}, then ${nameOf(next_plan)} begins.`;
  if (status === "trialing" && trial_ends_at)
    return `The trial ends on ${dayOf(trial_ends_at)}; then the first payment is due.`;
  if (status === "active" && period_ends_at) return `Paid. It renews on ${dayOf(period_ends_at)}.`;
  if (!billing.payable) return "This installation takes no payments: an administrator sets the plan.";
  if (plan !== "free") return "An administrator set this plan; nothing is paid for it.";
  return "Nothing is paid for. Choose a plan to raise the limit.";
}

/** The effect of a change, before it is made. */
export function previewWords(preview: PlanPreview): string[] {
  const { to, direction, due_now_cents, then_cents, currency, interval, takes_effect_at, spent, limit_after } = preview;
  const later = `After that it costs ${priceWords(then_cents, currency, interval)}.`;
  if (direction === "same") return ["This plan is chosen already."];
  if (direction === "back") return [`${nameOf(to)} goes on; the smaller plan does not begin. Nothing is charged now.`];
  if (direction === "up")
    return [
      `${nameOf(to)} begins at once. ${formatMoney(due_now_cents, currency.toUpperCase())} is charged now for the rest of this period.`,
      later,
    ];
  const isOver = limit_after !== null && spent > limit_after;
  return [
    `${nameOf(to)} begins on ${dayOf(takes_effect_at)}; until then everything stays as it is. Nothing is charged now.`,
    later,
    ...(isOver
      ? [
          `Models cost $${spent.toFixed(2)} this month, which is more than the $${limit_after} of ${nameOf(to)}: from then on, in a month that costs as much, calls that cost anything are refused until the month ends.`,
        ]
      : []),
  ];
}
