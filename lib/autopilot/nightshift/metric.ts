import type { Metric } from "./candidate";
import type { Facts } from "./facts";
import { findCandidates } from "./find-candidates";
import type { Outcome } from "./schemas";

/** A metric as the facts have it; null where nothing of its kind was ever measured. */
export function metricOf(facts: Facts, metric: Metric, key: string): number | null {
  const { kpis, website, payments, campaigns } = facts;
  const sum = (field: "sends" | "replies"): number | null =>
    campaigns.length === 0 ? null : campaigns.reduce((total, campaign) => total + campaign[field], 0);
  switch (metric) {
    case "problem":
      return findCandidates(facts).some((found) => found.key === key) ? 1 : 0;
    case "traffic":
      return website.lastSeenAt === null ? null : kpis.last_7_days.traffic;
    case "leads":
      return website.lastSeenAt === null ? null : kpis.last_7_days.leads;
    case "payments":
      return payments.first === null ? null : kpis.last_7_days.succeeded_payments;
    case "replies":
    case "sends":
      return sum(metric);
  }
}

/** Whether a metric moved at least as far as the low end of what was expected, in that direction. */
export function judgeOutcome(before: number | null, after: number | null, effectLow: number): Outcome {
  if (before === null || after === null) return "unmeasurable";
  const moved = after - before;
  return (effectLow < 0 ? moved <= effectLow : moved >= effectLow) ? "hit" : "miss";
}
