import type { JsonObject } from "@/lib/company/approvals/schemas";
import type { Facts } from "./facts";

/** Every kind that a detector finds, with the share of them that helps, as long as nothing better is known. */
export const KINDS = {
  approval_deadline: 0.8,
  replies_unanswered: 0.7,
  campaign_silent: 0.7,
  deliverability: 0.7,
  reply_rate_down: 0.4,
  leads_down: 0.4,
  events_silent: 0.6,
  payment_failed: 0.5,
  first_payment: 0.6,
  list_exhausted: 0.6,
  budget_low: 0.6,
  claimed_not_true: 0.6,
  hypothesis_due: 0.6,
  hypothesis_unmeasured: 0.4,
  integration_failing: 0.7,
  mail_account: 0.7,
  recurring_failing: 0.6,
  launch_item: 0.5,
  goal_off_track: 0.3,
  plan_unknown: 0.4,
  /** No rule found it; a model did. */
  model_idea: 0.3,
} as const;
export type Kind = keyof typeof KINDS;

/** `problem`: 1 while the candidate is found, 0 once it is not. The others are numbers of the last seven days. */
export const METRICS = {
  problem: "Still open",
  traffic: "Visits in 7 days",
  leads: "Leads in 7 days",
  payments: "Payments in 7 days",
  replies: "Replies in 7 days",
  sends: "Emails sent in 7 days",
} as const;
export type Metric = keyof typeof METRICS;

/** One thing that could be done next, found by rules in the facts alone. */
export type Candidate = {
  /** The same for the same matter, night after night. */
  key: string;
  kind: Kind;
  /** Our words. No text of a stranger stands in them. */
  title: string;
  why: string;
  titleFacts: Record<string, string | number>;
  action: { action_type: string; payload: JsonObject } | null;
  metric: Metric;
  horizon: 7 | 30;
  effectLow: number;
  effectHigh: number;
  /** The worth of the effect for the company's goal, 0 to 100. */
  value: number;
  costCents: number;
  minutes: number;
  reversible: boolean;
  /** References that can be opened: `e:` a line of the ledger, `a:` a proposal, `r:` a receipt, `c:` a campaign, `k:` a day's numbers. */
  evidence: string[];
};

export type Detector = (facts: Facts) => Candidate[];

type Found = Pick<Candidate, "key" | "kind" | "title" | "why" | "value" | "minutes" | "evidence"> & Partial<Candidate>;

/** A candidate whose effect is that a problem is gone, costs nothing and can be taken back, unless it says otherwise. */
export const candidate = (found: Found): Candidate => ({
  titleFacts: {},
  action: null,
  metric: "problem",
  horizon: 7,
  effectLow: -1,
  effectHigh: -1,
  costCents: 0,
  reversible: true,
  ...found,
});

/** A company's own words inside ours: on one line, and not longer than a line. */
export const quoted = (text: string): string => {
  const line = text.replace(/[\p{Cc}\s]+/gu, " ").trim();
  return `“${line.length > 80 ? `${line.slice(0, 79).toWellFormed()}…` : line}”`;
};
