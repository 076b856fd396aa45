export type Price = { id: string; lookup_key: string | null; unit_amount: number; metadata: Record<string, string> };
export type Customer = {
  id: string;
  metadata: Record<string, string>;
  /** Null: no card. */
  card: "pays" | "declines" | null;
  deleted: boolean;
};
export type Invoice = {
  id: string;
  customer: string;
  subscription: string;
  status: "draft" | "open" | "paid";
  total: number;
  created: number;
  attempts: number;
  next: number | null;
};
export type Subscription = {
  id: string;
  customer: string;
  status: string;
  price: string;
  metadata: Record<string, string>;
  created: number;
  trial_end: number | null;
  start: number;
  end: number;
  cancel_at_period_end: boolean;
};
export type Changed = (type: string, of: Subscription | Invoice | Customer) => void;

const DAY = 86_400;
const HOUR = 3600;
/** Days after a failed payment when it is tried again; after the last one the subscription ends. */
const RETRIES = [3, 8, 15];

/** A month later, on the same day. */
export function monthAfter(seconds: number): number {
  const at = new Date(seconds * 1000);
  at.setUTCMonth(at.getUTCMonth() + 1);
  return Math.floor(at.getTime() / 1000);
}

type Books = {
  prices: Price[];
  customers: Map<string, Customer>;
  subscriptions: Map<string, Subscription>;
  invoices: Map<string, Invoice>;
};

/** The course of subscriptions when time passes, as Stripe's test clocks do it: trials end, periods renew, payments fail and are tried again. */
export function stripeClock(books: Books, changed: Changed) {
  let now = Math.floor(Date.UTC(2026, 0, 1) / 1000);
  let count = 0;
  const priceOf = ({ price }: Subscription): number => books.prices.find(({ id }) => id === price)?.unit_amount ?? 0;
  const pays = ({ customer }: { customer: string }): boolean => books.customers.get(customer)?.card === "pays";

  function invoice(subscription: Subscription, total: number): Invoice {
    const made: Invoice = {
      id: `in_${++count}`,
      customer: subscription.customer,
      subscription: subscription.id,
      status: "draft",
      total,
      created: now,
      attempts: 0,
      next: now + HOUR,
    };
    books.invoices.set(made.id, made);
    changed("invoice.created", made);
    return made;
  }

  function attempt(one: Invoice): void {
    const subscription = books.subscriptions.get(one.subscription);
    if (!subscription) return;
    one.status = "open";
    if (one.total === 0 || pays(one)) {
      Object.assign(one, { status: "paid", next: null });
      changed("invoice.paid", one);
      if (subscription.status === "past_due") {
        subscription.status = "active";
        changed("customer.subscription.updated", subscription);
      }
      return;
    }
    const retry = RETRIES[one.attempts];
    one.attempts += 1;
    one.next = retry === undefined ? null : one.created + HOUR + retry * DAY;
    changed("invoice.payment_failed", one);
    if (one.next === null) return end(subscription);
    subscription.status = "past_due";
    changed("customer.subscription.updated", subscription);
  }

  function end(subscription: Subscription): void {
    subscription.status = "canceled";
    for (const one of books.invoices.values()) if (one.subscription === subscription.id) one.next = null;
    changed("customer.subscription.deleted", subscription);
  }

  function renew(subscription: Subscription): void {
    if (subscription.cancel_at_period_end) return end(subscription);
    const wasTrial = subscription.status === "trialing";
    if (wasTrial && books.customers.get(subscription.customer)?.card === null) {
      subscription.status = "paused";
      return changed("customer.subscription.paused", subscription);
    }
    subscription.start = subscription.end;
    subscription.end = monthAfter(subscription.end);
    if (wasTrial) subscription.status = "active";
    invoice(subscription, priceOf(subscription));
    changed("customer.subscription.updated", subscription);
  }

  /** The next thing that happens by itself. */
  function due(): { at: number; happen: () => void } | null {
    const renewals = [...books.subscriptions.values()]
      .filter(({ status }) => ["trialing", "active", "past_due"].includes(status))
      .map((one) => ({ at: one.end, happen: () => renew(one) }));
    const attempts = [...books.invoices.values()]
      .filter(({ next }) => next !== null)
      .map((one) => ({ at: one.next ?? 0, happen: () => attempt(one) }));
    return [...renewals, ...attempts].toSorted((a, b) => a.at - b.at)[0] ?? null;
  }

  return {
    now: () => now,
    date: () => new Date(now * 1000),
    invoice,
    attempt,
    end,
    priceOf,
    pays,
    /** Lets time pass, with everything that happens meanwhile, in order. */
    advance: (days: number): void => {
      const until = now + Math.round(days * DAY);
      for (let next = due(); next && next.at <= until; next = due()) {
        now = next.at;
        next.happen();
      }
      now = until;
    },
  };
}
