import { Plan } from "@/lib/foundation/workspaces/schemas";
import type { PaidSubscription, PaymentInvoice } from "@/lib/providers/payments/port";

/** How long an unpaid invoice changes nothing. */
export const GRACE_DAYS = 14;
const DAY_MS = 86_400_000;

/** A subscription's notes about a downgrade: what the period that is already paid entitles to. */
export const ENTITLED = { plan: "entitled_plan", until: "entitled_until" } as const;

export const rankOf = (plan: Plan): number => Plan.options.indexOf(plan);
export const higherOf = (a: Plan, b: Plan): Plan => (rankOf(a) >= rankOf(b) ? a : b);
export const graceEnd = (pastDueSince: Date): Date => new Date(pastDueSince.getTime() + GRACE_DAYS * DAY_MS);

/** Best first: a second, ended subscription never counts against one that is paid. */
const STATUS_ORDER = [
  "active",
  "trialing",
  "past_due",
  "paused",
  "unpaid",
  "incomplete",
  "canceled",
  "incomplete_expired",
] as const satisfies readonly PaidSubscription["status"][];

/** Whether money flows or is about to: another one must not be sold beside it. */
export const isLive = ({ status }: Pick<PaidSubscription, "status">): boolean =>
  ["active", "trialing", "past_due", "paused", "unpaid"].includes(status);

/** A customer's entitlement: a function of the provider's answer and the moment alone, so the order of messages cannot matter. */
export type Standing = {
  subscription: PaidSubscription | null;
  /** In force now; `free` when nothing is paid for. */
  plan: Plan;
  next: { plan: Plan; at: Date } | null;
  /** Whether money was received, or nothing was to be received, outside a trial. */
  isPaid: boolean;
  pastDueSince: Date | null;
};

type Reading = { subscriptions: readonly PaidSubscription[]; invoices: readonly PaymentInvoice[] };

const NOTHING: Standing = { subscription: null, plan: "free", next: null, isPaid: false, pastDueSince: null };

export function standingOf({ subscriptions, invoices }: Reading, now: Date): Standing {
  const subscription = bestOf(subscriptions);
  if (!subscription) return NOTHING;
  const of = invoices.filter(({ subscriptionId }) => subscriptionId === subscription.id);
  const pastDueSince = subscription.status === "past_due" ? oldestOpen(of, now) : null;
  return {
    subscription,
    ...entitlement(subscription, pastDueSince, now),
    isPaid: ["active", "past_due"].includes(subscription.status) && of.some((one) => isPayment(one, subscription)),
    pastDueSince,
  };
}

function bestOf(subscriptions: readonly PaidSubscription[]): PaidSubscription | null {
  const [best] = subscriptions.toSorted(
    (a, b) =>
      STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status) ||
      rankOf(planOf(b)) - rankOf(planOf(a)) ||
      b.createdAt.getTime() - a.createdAt.getTime() ||
      a.id.localeCompare(b.id),
  );
  return best ?? null;
}

/** The plan of its price; for a price that lost its name, the plan that was sold. */
export function planOf({ offer, metadata }: PaidSubscription): Plan {
  const known = Plan.safeParse(offer);
  return known.success ? known.data : (Plan.safeParse(metadata.plan).data ?? "free");
}

/** A customer who chose less keeps what they paid for until the period ends. */
export function paidBefore({ metadata }: PaidSubscription): { plan: Plan; until: Date } | null {
  const plan = Plan.safeParse(metadata[ENTITLED.plan]);
  const until = new Date(Number(metadata[ENTITLED.until]) * 1000);
  return plan.success && Number.isFinite(until.getTime()) ? { plan: plan.data, until } : null;
}

function entitlement(
  subscription: PaidSubscription,
  pastDueSince: Date | null,
  now: Date,
): Pick<Standing, "plan" | "next"> {
  const none = { plan: "free", next: null } as const;
  const { status } = subscription;
  if (status === "past_due") {
    const ends = graceEnd(pastDueSince ?? now);
    return ends > now ? { plan: planOf(subscription), next: { plan: "free", at: ends } } : none;
  }
  if (status !== "active" && status !== "trialing") return none;
  const own = planOf(subscription);
  const ending = subscription.cancelAt && { plan: "free" as const, at: subscription.cancelAt };
  const before = paidBefore(subscription);
  if (before && before.until > now && rankOf(before.plan) > rankOf(own)) {
    const step = { plan: own, at: before.until };
    return { plan: before.plan, next: ending && ending.at <= step.at ? ending : step };
  }
  return { plan: own, next: ending };
}

const oldestOpen = (invoices: readonly PaymentInvoice[], now: Date): Date =>
  invoices
    .filter(({ status }) => status === "open")
    .map(({ createdAt }) => createdAt)
    .toSorted((a, b) => a.getTime() - b.getTime())[0] ?? now;

/** A paid invoice that is not a trial's over nothing; one over nothing outside a trial is a coupon's. */
const isPayment = ({ status, paidCents, createdAt }: PaymentInvoice, { trialEndsAt }: PaidSubscription): boolean =>
  status === "paid" && (paidCents > 0 || trialEndsAt === null || createdAt >= trialEndsAt);
