import Stripe from "stripe";
import type { VendorContract } from "../support/vendor-contract";
import { vendorServer, type VendorAnswer, type VendorCall, type VendorServer } from "../support/vendor-server";
import { failure, missing, nested, stripeShapes, type Session } from "./stripe-shapes";
import { monthAfter, stripeClock, type Customer, type Invoice, type Price, type Subscription } from "./stripe-clock";

export const STRIPE_KEY = "sk_test_0123456789abcdef";
export const STRIPE_SECRET = "whsec_0123456789abcdef0123456789abcdef";

export type StripeEvent = { id: string; type: string; created: number; data: { object: Record<string, unknown> } };

type Change = {
  items?: { price: string }[];
  metadata?: Record<string, string>;
  proration_behavior?: string;
  cancel_at_period_end?: boolean;
};

/** Stripe in memory: its state, its test clock, its idempotency keys, and the messages it would send. */
export async function fakeStripe() {
  const prices: Price[] = [
    { id: "price_starter", lookup_key: "greenlight_starter", unit_amount: 2900, metadata: {} },
    { id: "price_pro", lookup_key: "greenlight_pro", unit_amount: 9900, metadata: {} },
    { id: "price_enterprise", lookup_key: "greenlight_enterprise", unit_amount: 49_900, metadata: {} },
  ];
  const customers = new Map<string, Customer>();
  const subscriptions = new Map<string, Subscription>();
  const invoices = new Map<string, Invoice>();
  const sessions = new Map<string, Session>();
  const portals: Record<string, unknown>[] = [];
  const events: StripeEvent[] = [];
  const answered = new Map<string, { words: string; answer: VendorAnswer }>();
  let shapes!: VendorContract;
  let count = 0;

  const show = stripeShapes(() => shapes, prices);
  const objectOf = (of: Subscription | Invoice | Customer): Record<string, unknown> =>
    "price" in of ? show.subscription(of) : "subscription" in of ? show.invoice(of) : show.customer(of);
  const changed = (type: string, of: Subscription | Invoice | Customer): void =>
    void events.push({
      id: `evt_${++count}`,
      type,
      created: clock.now(),
      data: { object: structuredClone(objectOf(of)) },
    });
  const clock = stripeClock({ prices, customers, subscriptions, invoices }, changed);
  const list = (data: unknown[], url: string): VendorAnswer => ({
    body: { object: "list", data, has_more: false, url },
  });

  function change(one: Subscription, wanted: Change): VendorAnswer {
    const { items, metadata, proration_behavior, cancel_at_period_end } = wanted;
    const price = items?.[0]?.price;
    if (price !== undefined && price !== one.price) {
      const due = dueFor(one, price);
      if (proration_behavior === "always_invoice" && due > 0) {
        if (!clock.pays(one)) return failure(402, "Your card was declined.", "card_declined");
        const invoice = clock.invoice(one, due);
        clock.attempt(invoice);
      }
      one.price = price;
    }
    for (const [name, value] of Object.entries(metadata ?? {})) {
      if (value === "") delete one.metadata[name];
      else one.metadata[name] = String(value);
    }
    if (cancel_at_period_end !== undefined) one.cancel_at_period_end = cancel_at_period_end;
    changed("customer.subscription.updated", one);
    return { body: show.subscription(one) };
  }
  const dueFor = (one: Subscription, price: string): number => {
    const share = one.status === "trialing" ? 0 : (one.end - clock.now()) / (one.end - one.start);
    const wanted = prices.find(({ id }) => id === price)?.unit_amount ?? 0;
    return Math.max(0, Math.round((wanted - clock.priceOf(one)) * share));
  };

  type Handler = (call: VendorCall, id: string) => VendorAnswer;
  const body = <T>(call: VendorCall): T => (call.body ?? {}) as T;
  const routes: [string, RegExp, Handler][] = [
    [
      "POST",
      /^\/v1\/customers$/,
      (call) => {
        const made: Customer = {
          id: `cus_${++count}`,
          metadata: body<{ metadata?: Record<string, string> }>(call).metadata ?? {},
          card: null,
          deleted: false,
        };
        customers.set(made.id, made);
        changed("customer.created", made);
        return { body: show.customer(made) };
      },
    ],
    [
      "GET",
      /^\/v1\/customers\/(\w+)$/,
      (_call, id) => {
        const found = customers.get(id);
        return found ? { body: show.customer(found) } : missing(id);
      },
    ],
    [
      "GET",
      /^\/v1\/prices$/,
      ({ query }) => {
        const keys = Object.entries(query)
          .filter(([name]) => name.startsWith("lookup_keys"))
          .map(([, value]) => value);
        return list(
          prices.filter(({ lookup_key }) => lookup_key !== null && keys.includes(lookup_key)).map(show.price),
          "/v1/prices",
        );
      },
    ],
    [
      "POST",
      /^\/v1\/checkout\/sessions$/,
      (call) => {
        const { customer, line_items, subscription_data } = body<{
          customer: string;
          line_items: { price: string }[];
          subscription_data: { metadata: Record<string, string>; trial_period_days?: number };
        }>(call);
        const made: Session = {
          id: `cs_${++count}`,
          customer,
          price: line_items[0]?.price ?? "",
          trialDays: subscription_data.trial_period_days ?? 0,
          status: "open",
          metadata: subscription_data.metadata,
        };
        sessions.set(made.id, made);
        return { body: show.session(made) };
      },
    ],
    [
      "GET",
      /^\/v1\/checkout\/sessions$/,
      ({ query }) =>
        list(
          [...sessions.values()]
            .filter((one) => one.customer === query.customer && one.status === query.status)
            .map(show.session),
          "/v1/checkout/sessions",
        ),
    ],
    [
      "GET",
      /^\/v1\/checkout\/sessions\/(\w+)$/,
      (_call, id) => {
        const found = sessions.get(id);
        return found ? { body: show.session(found) } : missing(id);
      },
    ],
    [
      "POST",
      /^\/v1\/checkout\/sessions\/(\w+)\/expire$/,
      (_call, id) => {
        const found = sessions.get(id);
        if (found?.status !== "open")
          return failure(400, "Only Checkout Sessions with a status of `open` can be expired.");
        found.status = "expired";
        return { body: show.session(found) };
      },
    ],
    [
      "GET",
      /^\/v1\/subscriptions$/,
      ({ query }) =>
        list(
          [...subscriptions.values()]
            .filter((one) => one.customer === query.customer)
            .toReversed()
            .map(show.subscription),
          "/v1/subscriptions",
        ),
    ],
    [
      "GET",
      /^\/v1\/subscriptions\/(\w+)$/,
      (_call, id) => {
        const found = subscriptions.get(id);
        return found ? { body: show.subscription(found) } : missing(id);
      },
    ],
    [
      "POST",
      /^\/v1\/subscriptions\/(\w+)$/,
      (call, id) => {
        const found = subscriptions.get(id);
        return found ? change(found, body<Change>(call)) : missing(id);
      },
    ],
    [
      "DELETE",
      /^\/v1\/subscriptions\/(\w+)$/,
      (_call, id) => {
        const found = subscriptions.get(id);
        if (!found) return missing(id);
        clock.end(found);
        return { body: show.subscription(found) };
      },
    ],
    [
      "POST",
      /^\/v1\/subscriptions\/(\w+)\/resume$/,
      (_call, id) => {
        const found = subscriptions.get(id);
        if (found?.status !== "paused") return failure(400, "Only a paused subscription can be resumed.");
        if (!clock.pays(found)) return failure(402, "Your card was declined.", "card_declined");
        Object.assign(found, { status: "active", start: clock.now(), end: monthAfter(clock.now()) });
        clock.attempt(clock.invoice(found, clock.priceOf(found)));
        changed("customer.subscription.resumed", found);
        return { body: show.subscription(found) };
      },
    ],
    [
      "GET",
      /^\/v1\/invoices$/,
      ({ query }) =>
        list(
          [...invoices.values()]
            .filter((one) => one.customer === query.customer)
            .toReversed()
            .map(show.invoice),
          "/v1/invoices",
        ),
    ],
    [
      "POST",
      /^\/v1\/invoices\/create_preview$/,
      (call) => {
        const { subscription, subscription_details } = body<{
          subscription: string;
          subscription_details: { items: { price: string }[] };
        }>(call);
        const found = subscriptions.get(subscription);
        if (!found) return missing(subscription);
        const total = dueFor(found, subscription_details.items[0]?.price ?? "");
        const { id, customer, created } = { id: "upcoming_in_1", customer: found.customer, created: clock.now() };
        return {
          body: show.invoice({ id, customer, subscription, status: "draft", total, created, attempts: 0, next: null }),
        };
      },
    ],
    ["GET", /^\/v1\/billing_portal\/configurations$/, () => list(portals, "/v1/billing_portal/configurations")],
    [
      "POST",
      /^\/v1\/billing_portal\/configurations$/,
      (call, _id) => {
        const { metadata } = body<{ metadata: Record<string, string> }>(call);
        const made = shapes.make("billing_portal.configuration", { id: `bpc_${++count}`, metadata, active: true });
        portals.push(made);
        return { body: made };
      },
    ],
    [
      "POST",
      /^\/v1\/billing_portal\/sessions$/,
      (call) => {
        const { customer, configuration, return_url } = body<Record<string, string>>(call);
        const url = `https://billing.stripe.example/${customer}`;
        return {
          body: shapes.make("billing_portal.session", {
            id: `bps_${++count}`,
            customer,
            configuration,
            return_url,
            url,
          }),
        };
      },
    ],
  ];

  function route(call: VendorCall): VendorAnswer {
    if (call.headers.authorization !== `Bearer ${STRIPE_KEY}`) return failure(401, "Invalid API Key provided.");
    for (const [method, pattern, handler] of routes) {
      const [, id = ""] = pattern.exec(call.path) ?? [];
      if (call.method === method && pattern.test(call.path)) return handler(call, id);
    }
    return failure(404, "Unrecognized request URL.");
  }

  const server: VendorServer = await vendorServer({
    vendor: "stripe",
    readForm: nested,
    errorBody: (status) => failure(status, "no").body,
    handle: (call, contract) => {
      shapes = contract;
      const key = call.headers["idempotency-key"];
      if (call.method !== "POST" || typeof key !== "string") return route(call);
      const words = JSON.stringify([call.path, call.body]);
      const before = answered.get(key);
      if (before && before.words !== words)
        return failure(
          400,
          "Keys for idempotent requests can only be used with the same parameters.",
          undefined,
          "idempotency_error",
        );
      const answer = before?.answer ?? structuredClone(route(call));
      answered.set(key, { words, answer });
      return answer;
    },
  });
  shapes = server.contract;

  return {
    ...server,
    clock,
    customers,
    subscriptions,
    sessions,
    invoices,
    events,
    prices,
    open: () => [...sessions.values()].filter(({ status }) => status === "open"),
    /** A person pays on the checkout's page; without a card only a trial can begin. */
    pay: (sessionId: string, card: Customer["card"] = "pays"): Subscription => {
      const session = sessions.get(sessionId);
      if (session?.status !== "open") throw new Error("This checkout is not open.");
      session.status = "complete";
      const customer = customers.get(session.customer) as Customer;
      customer.card = card;
      const now = clock.now();
      const trialEnd = session.trialDays > 0 ? now + session.trialDays * 86_400 : null;
      const made: Subscription = {
        id: `sub_${++count}`,
        customer: session.customer,
        status: trialEnd ? "trialing" : "active",
        price: session.price,
        metadata: { ...session.metadata },
        created: now,
        trial_end: trialEnd,
        start: now,
        end: trialEnd ?? monthAfter(now),
        cancel_at_period_end: false,
      };
      subscriptions.set(made.id, made);
      changed("customer.subscription.created", made);
      clock.attempt(clock.invoice(made, trialEnd ? 0 : clock.priceOf(made)));
      return made;
    },
    /** The request that Stripe makes with an event. */
    delivery: (event: object, { secret = STRIPE_SECRET, at = new Date() } = {}) => {
      const payload = JSON.stringify(event);
      const header = Stripe.webhooks.generateTestHeaderString({
        payload,
        secret,
        timestamp: Math.floor(at.getTime() / 1000),
      });
      return { body: payload, headers: { "content-type": "application/json", "stripe-signature": header } };
    },
  };
}
export type FakeStripe = Awaited<ReturnType<typeof fakeStripe>>;
