import type { Plan } from "@/lib/foundation/workspaces/schemas";
import { AppError } from "@/lib/platform/errors";
import type { Offer, PaidSubscription, Payments } from "@/lib/providers/payments/port";
import type { PaidPlan } from "./schemas";
import { ENTITLED, planOf, rankOf, type Standing } from "./standing";
import { subscriptionOf } from "./subscription-of";

export type PlanChange = {
  subscription: PaidSubscription;
  /** The plan that is in force. */
  held: Plan;
  offer: Offer;
  /** `back`: a smaller plan was ordered, has not begun, and is taken back. */
  direction: "up" | "down" | "back" | "same";
  /** When a smaller plan begins; null for at once. */
  waitsUntil: Date | null;
};

const refuse = (code: string, words: string): AppError => new AppError("conflict", words, { code: `billing.${code}` });

/**
 * The change of a subscription to a plan: more begins and is charged at once, less begins when the paid period ends. 409 where something
 * else has to be settled first.
 */
export async function planChange(payments: Payments, standing: Standing | null, to: PaidPlan): Promise<PlanChange> {
  const subscription = subscriptionOf(standing);
  refuseUnsettled(subscription);
  const offer = (await payments.listOffers()).find(({ name }) => name === to);
  if (!offer) throw new AppError("impossible", `The plan ${to} is not sold here.`, { code: "billing.not_offered" });
  const ordered = planOf(subscription);
  const held = standing?.plan ?? ordered;
  const direction = directionOf({ to, held, ordered });
  // The provider would count the difference from the smaller plan.
  if (direction === "up" && ordered !== held)
    throw refuse("change_ordered", `A change to ${ordered} is ordered. Take it back first: choose ${held} again.`);
  return {
    subscription,
    held,
    offer,
    direction,
    // In a trial nothing was paid that could be used up.
    waitsUntil: direction === "down" && subscription.status !== "trialing" ? subscription.periodEndsAt : null,
  };
}

function refuseUnsettled({ status, cancelAt }: PaidSubscription): void {
  if (status === "paused")
    throw refuse("paused", "The subscription is paused. Add a payment method and resume it first.");
  if (status === "past_due" || status === "unpaid")
    throw refuse("past_due", "An invoice is open. Pay it first; then the plan can be changed.");
  if (cancelAt) throw refuse("cancelled", "The subscription is cancelled. Take the cancellation back first.");
}

function directionOf({ to, held, ordered }: { to: Plan; held: Plan; ordered: Plan }): PlanChange["direction"] {
  if (to === ordered) return "same";
  if (to === held) return "back";
  return rankOf(to) > rankOf(held) ? "up" : "down";
}

/** Carries the change out at the payment provider. Safe to repeat. */
export async function carryOut(payments: Payments, change: PlanChange): Promise<void> {
  const { subscription, held, offer, direction, waitsUntil } = change;
  const { id: subscriptionId, itemId } = subscription;
  const to = ({ priceId, name }: Offer, charge: "now" | "never", notes: Record<string, string> = {}): Promise<void> =>
    payments.changePrice({
      subscriptionId,
      itemId,
      priceId,
      charge,
      metadata: { plan: name, [ENTITLED.plan]: "", [ENTITLED.until]: "", ...notes },
    });
  const seconds = (at: Date): string => String(Math.floor(at.getTime() / 1000));
  if (direction === "down")
    await to(offer, "never", waitsUntil ? { [ENTITLED.plan]: held, [ENTITLED.until]: seconds(waitsUntil) } : {});
  if (direction === "back") await to(offer, "never");
  if (direction === "up") await to(offer, "now");
}
