import Stripe from "stripe";
import { AppError } from "@/lib/platform/errors";
import type { CheckoutSession, Offer, PaidSubscription, PaymentInvoice } from "../port";

/** By the plan's name, the price's lookup key or its id. */
export type PriceKeys = Readonly<Record<string, string>>;

/** Stripe adds words over time; one that is not ours is an answer that cannot be acted on. */
function oneOf<const T extends string>(words: readonly T[], word: string | null | undefined): T {
  const found = words.find((known) => known === word);
  if (found === undefined) throw badAnswer(`“${word}” is none of ${words.join(", ")}`);
  return found;
}
const INTERVALS = ["day", "week", "month", "year"] as const;
const SUBSCRIPTIONS = [
  "incomplete",
  "incomplete_expired",
  "trialing",
  "active",
  "past_due",
  "unpaid",
  "canceled",
  "paused",
] as const;
const INVOICES = ["draft", "open", "paid", "uncollectible", "void"] as const;
const SESSIONS = ["open", "complete", "expired"] as const;

const moment = (seconds: number | null | undefined): Date | null => (seconds ? new Date(seconds * 1000) : null);
const idOf = (thing: string | { id: string } | null | undefined): string | null =>
  typeof thing === "string" ? thing : (thing?.id ?? null);

export function offerNameOf({ id, lookup_key, metadata }: Stripe.Price, prices: PriceKeys): string | null {
  const found = Object.entries(prices).find(([, key]) => key === lookup_key || key === id)?.[0];
  // A price that was replaced has lost its lookup key; its own metadata still say the plan.
  return found ?? metadata?.plan ?? null;
}

export const toOffer = (price: Stripe.Price, name: string): Offer => ({
  name,
  priceId: price.id,
  amountCents: price.unit_amount ?? 0,
  currency: price.currency,
  interval: oneOf(INTERVALS, price.recurring?.interval),
});

export function toSubscription(subscription: Stripe.Subscription, prices: PriceKeys): PaidSubscription {
  const [item] = subscription.items.data;
  if (!item) throw badAnswer(`the subscription ${subscription.id} has no item`);
  return {
    id: subscription.id,
    status: oneOf(SUBSCRIPTIONS, subscription.status),
    offer: offerNameOf(item.price, prices),
    itemId: item.id,
    amountCents: item.price.unit_amount ?? 0,
    currency: item.price.currency,
    interval: item.price.recurring ? oneOf(INTERVALS, item.price.recurring.interval) : null,
    metadata: subscription.metadata,
    createdAt: new Date(subscription.created * 1000),
    trialEndsAt: moment(subscription.trial_end),
    // Since 2025-03 the period stands on the item.
    periodEndsAt: moment(item.current_period_end),
    cancelAt: moment(subscription.cancel_at ?? (subscription.cancel_at_period_end ? item.current_period_end : null)),
  };
}

export const toInvoice = (invoice: Stripe.Invoice): PaymentInvoice => ({
  id: invoice.id,
  number: invoice.number ?? null,
  status: oneOf(INVOICES, invoice.status),
  totalCents: invoice.total,
  paidCents: invoice.amount_paid,
  currency: invoice.currency,
  createdAt: new Date(invoice.created * 1000),
  subscriptionId: idOf(invoice.parent?.subscription_details?.subscription),
  url: invoice.hosted_invoice_url ?? null,
});

export const toCheckout = ({ id, status, url }: Stripe.Checkout.Session): CheckoutSession => ({
  id,
  status: oneOf(SESSIONS, status),
  url: url ?? null,
});

const badAnswer = (words: string, cause?: unknown): AppError =>
  new AppError("upstream", `Stripe's answer cannot be understood: ${words}.`, { code: "stripe.bad_answer", cause });

/** A request that Stripe refused for good: repeating it changes nothing. */
const refused = (code: string, words: string, cause: unknown): AppError =>
  new AppError("upstream", words, { code: `stripe.${code}`, retryable: false, cause });

const AWAY = "Stripe does not answer at the moment. Your plan stays as it is; try again in a few minutes.";

/** Stripe's errors in ours: docs.stripe.com/api/errors. */
export function toAppError(error: unknown): unknown {
  const { errors } = Stripe;
  if (error instanceof errors.StripeCardError)
    return new AppError("impossible", `The payment was refused: ${error.message}`, {
      code: "stripe.card_declined",
      cause: error,
    });
  if (error instanceof errors.StripeRateLimitError)
    return new AppError("rate_limited", "Stripe is busy. Try again in a minute.", {
      code: "stripe.busy",
      cause: error,
    });
  if (error instanceof errors.StripeAuthenticationError || error instanceof errors.StripePermissionError)
    return refused("key_refused", "Stripe refuses this installation's key. An administrator has to renew it.", error);
  if (error instanceof errors.StripeInvalidRequestError || error instanceof errors.StripeIdempotencyError)
    return refused(error.code ?? "refused", `Stripe refused the request: ${error.message}`, error);
  if (error instanceof errors.StripeError)
    return new AppError("unavailable", AWAY, { code: "stripe.unavailable", cause: error });
  return error instanceof AppError ? error : badAnswer("it lacks what every answer has", error);
}

export const isMissing = (error: unknown): boolean =>
  error instanceof AppError && error.code === "stripe.resource_missing";
