import type { VendorContract } from "../support/vendor-contract";
import type { VendorAnswer } from "../support/vendor-server";
import type { Customer, Invoice, Price, Subscription } from "./stripe-clock";

export type Session = {
  id: string;
  customer: string;
  price: string;
  trialDays: number;
  status: "open" | "complete" | "expired";
  metadata: Record<string, string>;
};

/** Stripe's forms: `items[0][price]=…`; digits are numbers. */
export function nested(fields: URLSearchParams): unknown {
  const root: Record<string, unknown> = {};
  for (const [name, text] of fields) {
    const path = name.split(/\[|\]\[|\]$/).filter((part) => part !== "");
    const last = path.pop() ?? name;
    const at = path.reduce<Record<string, unknown>>(
      (into, part) => (into[part] ??= {}) as Record<string, unknown>,
      root,
    );
    at[last] = text === "true" || text === "false" ? text === "true" : /^\d{1,15}$/.test(text) ? Number(text) : text;
  }
  return asLists(root);
}

/** Objects whose names are 0, 1, 2 … are lists. */
function asLists(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, one]) => [name, asLists(one)] as const);
  return entries.length > 0 && entries.every(([name], index) => name === String(index))
    ? entries.map(([, one]) => one)
    : Object.fromEntries(entries);
}

const TYPES: Record<number, string> = {
  400: "invalid_request_error",
  401: "authentication_error",
  402: "card_error",
  404: "invalid_request_error",
  429: "rate_limit_error",
};
export const failure = (
  status: number,
  message: string,
  code?: string,
  type = TYPES[status] ?? "api_error",
): VendorAnswer => ({
  status,
  body: { error: { type, message, ...(code && { code }) } },
});
export const missing = (id: string): VendorAnswer => failure(404, `No such thing: '${id}'`, "resource_missing");

type Shown = Record<string, unknown>;

/** Our things as Stripe shows them, each filled up and checked by its description. */
export function stripeShapes(contract: () => VendorContract, prices: readonly Price[]) {
  const make: VendorContract["make"] = (thing, fields) => contract().make(thing, fields);
  const show = {
    price: ({ id, lookup_key, unit_amount, metadata }: Price): Shown =>
      make("price", {
        id,
        lookup_key,
        unit_amount,
        unit_amount_decimal: String(unit_amount),
        metadata,
        active: true,
        currency: "usd",
        product: "prod_1",
        type: "recurring",
        recurring: {
          interval: "month",
          interval_count: 1,
          usage_type: "licensed",
          meter: null,
          trial_period_days: null,
        },
      }),
    customer: ({ id, metadata, deleted }: Customer): Shown =>
      deleted ? make("deleted_customer", { id, deleted: true }) : make("customer", { id, metadata }),
    subscription: (one: Subscription): Shown => {
      const price = prices.find(({ id }) => id === one.price) as Price;
      const item = make("subscription_item", {
        id: `si_${one.id}`,
        subscription: one.id,
        current_period_start: one.start,
        current_period_end: one.end,
        price: show.price(price),
        plan: { amount_decimal: String(price.unit_amount) },
      });
      return make("subscription", {
        id: one.id,
        customer: one.customer,
        status: one.status,
        metadata: one.metadata,
        created: one.created,
        trial_end: one.trial_end,
        cancel_at_period_end: one.cancel_at_period_end,
        cancel_at: one.cancel_at_period_end ? one.end : null,
        items: { object: "list", data: [item], has_more: false, url: "/v1/subscription_items" },
      });
    },
    invoice: ({ id, customer, subscription, status, total, created }: Invoice): Shown =>
      make("invoice", {
        id,
        customer,
        status,
        total,
        amount_due: total,
        amount_paid: status === "paid" ? total : 0,
        created,
        currency: "usd",
        number: `GL-${id}`,
        hosted_invoice_url: `https://invoice.stripe.example/${id}`,
        parent: {
          type: "subscription_details",
          quote_details: null,
          subscription_details: { metadata: {}, subscription },
        },
      }),
    session: ({ id, customer, status, metadata }: Session): Shown =>
      make("checkout.session", {
        id,
        customer,
        status,
        metadata,
        mode: "subscription",
        url: status === "open" ? `https://checkout.stripe.example/${id}` : null,
      }),
  };
  return show;
}
