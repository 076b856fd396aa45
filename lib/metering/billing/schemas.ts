import { z } from "zod";
import type { ProjectRef } from "@/lib/company/projects/schemas";
import type { Plan } from "@/lib/foundation/workspaces/schemas";
import type { Budget } from "@/lib/metering/spending/schemas";

/** The payment provider's words for a subscription. */
type SubscriptionState =
  "incomplete" | "incomplete_expired" | "trialing" | "active" | "past_due" | "unpaid" | "canceled" | "paused";

export const PAID_PLANS = ["starter", "pro", "enterprise"] as const;

/** A plan that can be bought. */
export const PaidPlan = z.enum(PAID_PLANS, "must be starter, pro or enterprise");
export type PaidPlan = z.infer<typeof PaidPlan>;

export const ChoosePlan = z.object({ plan: PaidPlan.meta({ description: "The plan to pay for." }) });
export type ChoosePlan = ProjectRef & z.infer<typeof ChoosePlan>;

/** A workspace's plan and its payment, as the page shows it. Times are ISO 8601. */
export type Billing = {
  /** The plan in force. */
  plan: Plan;
  source: "stripe" | "admin";
  /** Whether plans can be bought here. */
  payable: boolean;
  /** The subscription's, by the payment provider's word; null without one. */
  status: SubscriptionState | null;
  is_paid: boolean;
  amount_cents: number | null;
  currency: string | null;
  interval: string | null;
  trial_ends_at: string | null;
  period_ends_at: string | null;
  cancel_at: string | null;
  past_due_since: string | null;
  /** Until when an unpaid invoice changes nothing. */
  grace_ends_at: string | null;
  next_plan: Plan | null;
  next_plan_at: string | null;
  synced_at: string | null;
  budget: Budget;
};

export type ShownOffer = {
  plan: PaidPlan;
  amount_cents: number;
  currency: string;
  interval: string;
  /** US dollars a month that models may cost; null: no limit. */
  limit: number | null;
};

export type ShownInvoice = {
  id: string;
  number: string | null;
  status: "draft" | "open" | "paid" | "uncollectible" | "void";
  total_cents: number;
  currency: string;
  created_at: string;
  url: string | null;
};

/** The effect of a change of plan. Money in cents of `currency`. */
export type PlanPreview = {
  from: Plan;
  to: PaidPlan;
  direction: "up" | "down" | "back" | "same";
  takes_effect_at: string;
  due_now_cents: number;
  then_cents: number;
  currency: string;
  interval: string;
  /** US dollars of models: this month's use, and the limit after the change. */
  spent: number;
  limit_after: number | null;
};

export type Redirect = { url: string };
