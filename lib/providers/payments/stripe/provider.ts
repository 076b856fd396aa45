import Stripe from "stripe";
import type { Payments } from "../port";
import { isMissing, offerNameOf, toAppError, toCheckout, toInvoice, toOffer, toSubscription } from "./map";
import type { PriceKeys } from "./map";
import { portalConfiguration } from "./portal";

const TIMEOUT_MS = 15_000;
const PAGE = 100;

type Options = { apiKey: string; apiUrl: string | undefined; prices: PriceKeys; timeoutMs?: number };

/** Stripe's own client, at another address where one is set. It repeats what broke off once, under the same idempotency key. */
export function stripeClient({ apiKey, apiUrl, timeoutMs = TIMEOUT_MS }: Omit<Options, "prices">): Stripe {
  const at = apiUrl === undefined ? null : new URL(apiUrl);
  return new Stripe(apiKey, {
    timeout: timeoutMs,
    maxNetworkRetries: 1,
    telemetry: false,
    ...(at &&
      ({
        protocol: at.protocol === "http:" ? "http" : "https",
        host: at.hostname,
        port: at.port || (at.protocol === "http:" ? "80" : "443"),
      } as const)),
  });
}

/** Stripe's errors as ours. */
async function asking<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toAppError(error);
  }
}

/** The same; null for a thing that Stripe does not have. */
const finding = <T>(call: () => Promise<T>): Promise<T | null> =>
  asking(call).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });

/** Stripe, with the plans named by the lookup keys or ids of their prices. */
export function stripePayments(options: Options): Payments {
  const stripe = stripeClient(options);
  return { ...readings(stripe, options.prices), ...sales(stripe), ...changes(stripe) };
}

type Readings = Pick<Payments, "findCustomer" | "listOffers" | "listSubscriptions" | "listInvoices">;

const readings = (stripe: Stripe, prices: PriceKeys): Readings => ({
  findCustomer: async (customerId) => {
    const customer = await finding(() => stripe.customers.retrieve(customerId));
    if (customer === null || customer.deleted === true) return null;
    return { workspaceId: customer.metadata?.workspace_id ?? null };
  },
  listOffers: () =>
    asking(async () => {
      const ids = Object.values(prices).filter((key) => key.startsWith("price_"));
      const keys = Object.values(prices).filter((key) => !key.startsWith("price_"));
      const byKey = keys.length > 0 ? (await stripe.prices.list({ active: true, lookup_keys: keys })).data : [];
      const byId = await Promise.all(ids.map((id) => stripe.prices.retrieve(id)));
      return [...byKey, ...byId].flatMap((price) => {
        const name = offerNameOf(price, prices);
        return name === null ? [] : [toOffer(price, name)];
      });
    }),
  listSubscriptions: (customer) =>
    asking(async () => {
      const { data } = await stripe.subscriptions.list({ customer, status: "all", limit: PAGE });
      return data.map((subscription) => toSubscription(subscription, prices));
    }),
  listInvoices: (customer) =>
    asking(async () => (await stripe.invoices.list({ customer, limit: PAGE })).data.map(toInvoice)),
});

type Sales = Pick<
  Payments,
  "createCustomer" | "createCheckout" | "findCheckout" | "listOpenCheckouts" | "expireCheckout" | "openPortal"
>;

const sales = (stripe: Stripe): Sales => ({
  createCustomer: ({ workspaceId, name, email, key }) =>
    asking(async () => {
      const metadata = { workspace_id: workspaceId };
      return (await stripe.customers.create({ name, email, metadata }, { idempotencyKey: key })).id;
    }),
  createCheckout: ({ customerId, workspaceId, offer, trialDays, successUrl, cancelUrl, key }) =>
    asking(async () => {
      const session = await stripe.checkout.sessions.create(
        {
          mode: "subscription",
          customer: customerId,
          client_reference_id: workspaceId,
          line_items: [{ price: offer.priceId, quantity: 1 }],
          success_url: successUrl,
          cancel_url: cancelUrl,
          metadata: { workspace_id: workspaceId },
          subscription_data: {
            metadata: { workspace_id: workspaceId, plan: offer.name },
            ...(trialDays > 0 &&
              ({
                trial_period_days: trialDays,
                trial_settings: { end_behavior: { missing_payment_method: "pause" } },
              } as const)),
          },
          ...(trialDays > 0 && ({ payment_method_collection: "if_required" } as const)),
        },
        { idempotencyKey: key },
      );
      return toCheckout(session);
    }),
  findCheckout: async (id) => {
    const session = await finding(() => stripe.checkout.sessions.retrieve(id));
    return session && toCheckout(session);
  },
  listOpenCheckouts: (customer) =>
    asking(async () => (await stripe.checkout.sessions.list({ customer, status: "open" })).data.map(toCheckout)),
  expireCheckout: (id) =>
    asking(async () => {
      const { status } = await stripe.checkout.sessions.retrieve(id);
      if (status === "open") await stripe.checkout.sessions.expire(id);
    }),
  openPortal: (customer, return_url) =>
    asking(async () => {
      const configuration = await portalConfiguration(stripe);
      return (await stripe.billingPortal.sessions.create({ customer, configuration, return_url })).url;
    }),
});

type Changes = Pick<
  Payments,
  "previewChange" | "changePrice" | "setCancelAtPeriodEnd" | "endSubscription" | "resumePaused"
>;

const changes = (stripe: Stripe): Changes => ({
  previewChange: ({ customerId, subscriptionId, itemId, priceId }) =>
    asking(async () => {
      const { amount_due, currency } = await stripe.invoices.createPreview({
        customer: customerId,
        subscription: subscriptionId,
        subscription_details: { items: [{ id: itemId, price: priceId }], proration_behavior: "always_invoice" },
      });
      return { dueCents: amount_due, currency };
    }),
  changePrice: ({ subscriptionId, itemId, priceId, charge, metadata }) =>
    asking(async () => {
      await stripe.subscriptions.update(subscriptionId, {
        items: [{ id: itemId, price: priceId }],
        metadata: { ...metadata },
        proration_behavior: charge === "now" ? "always_invoice" : "none",
        // A card that refuses leaves the plan as it was.
        ...(charge === "now" && ({ payment_behavior: "error_if_incomplete" } as const)),
      });
    }),
  setCancelAtPeriodEnd: (subscriptionId, cancel_at_period_end) =>
    asking(async () => void (await stripe.subscriptions.update(subscriptionId, { cancel_at_period_end }))),
  endSubscription: async (subscriptionId) => {
    const subscription = await finding(() => stripe.subscriptions.retrieve(subscriptionId));
    if (subscription === null || ["canceled", "incomplete_expired"].includes(subscription.status)) return;
    await asking(() => stripe.subscriptions.cancel(subscriptionId));
  },
  resumePaused: (subscriptionId) => asking(async () => void (await stripe.subscriptions.resume(subscriptionId))),
});
