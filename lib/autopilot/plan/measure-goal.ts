import type { Kpis, KpiValues } from "@/lib/metering/metrics/schemas";
import type { Goal, Packet } from "./schemas";

type Measure = { words: RegExp; label: string; of: (values: KpiValues) => number };

/** The numbers that this product counts, by the words with which a founder names them; the first that fits is meant. */
const MEASURES: readonly Measure[] = [
  { words: /\b(?:revenue|turnover|income|mrr|arr)\b/i, label: "Revenue", of: (values) => values.revenue_cents / 100 },
  {
    words: /\b(?:pay|pays|paid|paying|payments?|customers?|sales?|orders?|subscri\w+)\b/i,
    label: "Payments",
    of: (values) => values.succeeded_payments,
  },
  { words: /\b(?:leads?|sign-?ups?|registrations?|waiting list)\b/i, label: "Leads", of: (values) => values.leads },
  { words: /\b(?:visits?|visitors?|traffic|page ?views?)\b/i, label: "Visits", of: (values) => values.traffic },
];

/**
 * The goal of an accepted brief and how far it is: the number of the last 30 days that its words name, null where none does or nothing of
 * the kind was ever counted. Null without a goal and a target.
 */
export function measureGoal({ id, fields, accepted_at }: Packet, kpis: Kpis): Goal | null {
  const [metric, from, target, deadline] = ["metric", "from", "target", "deadline"].map(
    (part) => fields[`goal.${part}`]?.value,
  );
  if (typeof metric !== "string" || typeof target !== "number") return null;
  const measure = MEASURES.find(({ words }) => words.test(metric));
  const { last_30_days: now } = kpis;
  const isSeen = measure !== undefined && (measure.of(now) > 0 || measure.of(now.previous) > 0);
  return {
    packet_id: id,
    metric,
    from: typeof from === "number" ? from : 0,
    target,
    deadline: typeof deadline === "string" ? deadline : null,
    begun_on: accepted_at?.slice(0, 10) ?? null,
    measured: measure ? `${measure.label}, last 30 days` : null,
    value: isSeen ? measure.of(now) : null,
  };
}
