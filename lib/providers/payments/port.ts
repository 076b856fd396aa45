/** A plan as it is sold. `name` is the plan's. */
export type Offer = {
  name: string;
  priceId: string;
  amountCents: number;
  currency: string;
  interval: "day" | "week" | "month" | "year";
};

export type SubscriptionStatus =
  "incomplete" | "incomplete_expired" | "trialing" | "active" | "past_due" | "unpaid" | "canceled" | "paused";

export type PaidSubscription = {
  id: string;
  status: SubscriptionStatus;
  /** The name of the offer that its price stands for; null for a price that is none of ours. */
  offer: string | null;
  itemId: string;
  amountCents: number;
  currency: string;
  interval: Offer["interval"] | null;
  metadata: Readonly<Record<string, string>>;
  createdAt: Date;
  trialEndsAt: Date | null;
  periodEndsAt: Date | null;
  cancelAt: Date | null;
};

export type PaymentInvoice = {
  id: string;
  number: string | null;
  status: "draft" | "open" | "paid" | "uncollectible" | "void";
  totalCents: number;
  paidCents: number;
  currency: string;
  createdAt: Date;
  subscriptionId: string | null;
  /** The provider's page of it, where it can be paid and downloaded. */
  url: string | null;
};

export type CheckoutSession = { id: string; status: "open" | "complete" | "expired"; url: string | null };

export type NewCheckout = {
  customerId: string;
  workspaceId: string;
  offer: Offer;
  /** Days without payment; 0 for none. */
  trialDays: number;
  successUrl: string;
  cancelUrl: string;
  /** The same key makes one session. */
  key: string;
};

export type PriceChange = {
  subscriptionId: string;
  itemId: string;
  priceId: string;
  /** `now`: the rest of the period is charged at once. `never`: nothing is charged or given back for this period. */
  charge: "now" | "never";
  /** Merged; an empty text removes a name. */
  metadata: Readonly<Record<string, string>>;
};

/** A message of the provider: only a bell. Its content is read again from the provider. */
export type PaymentNotice = { id: string; type: string; customerId: string | null };

/** A payment provider. Every call throws an AppError with the provider's words; those that change something are safe to repeat. */
export interface Payments {
  /** `key` names the customer: the same one makes a single customer. */
  createCustomer(customer: { workspaceId: string; name: string; email: string; key: string }): Promise<string>;
  /** The workspace that the provider notes on this customer; null when there is no such customer any more. */
  findCustomer(customerId: string): Promise<{ workspaceId: string | null } | null>;
  listOffers(): Promise<Offer[]>;
  /** All of them, ended ones included, newest first. */
  listSubscriptions(customerId: string): Promise<PaidSubscription[]>;
  /** Newest first, at most 100. */
  listInvoices(customerId: string): Promise<PaymentInvoice[]>;
  createCheckout(checkout: NewCheckout): Promise<CheckoutSession>;
  findCheckout(id: string): Promise<CheckoutSession | null>;
  listOpenCheckouts(customerId: string): Promise<CheckoutSession[]>;
  /** One that is complete or expired stays so. */
  expireCheckout(id: string): Promise<void>;
  /** The provider's page for payment methods and invoices. */
  openPortal(customerId: string, returnUrl: string): Promise<string>;
  /** The cost of a change with `charge: "now"` today. */
  previewChange(change: { customerId: string; subscriptionId: string; itemId: string; priceId: string }): Promise<{
    dueCents: number;
    currency: string;
  }>;
  changePrice(change: PriceChange): Promise<void>;
  setCancelAtPeriodEnd(subscriptionId: string, cancel: boolean): Promise<void>;
  /** Ends it now. One that ended stays so. */
  endSubscription(subscriptionId: string): Promise<void>;
  /** Wakes one whose trial ended without a payment method. */
  resumePaused(subscriptionId: string): Promise<void>;
}
