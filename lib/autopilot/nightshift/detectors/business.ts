import { candidate, type Candidate } from "../candidate";
import { counted, hoursBetween, linesAbout, type Facts, type PaymentFact } from "../facts";

/** Traffic grew by a fifth while leads fell. */
export function findFewerLeads(facts: Facts): Candidate[] {
  const { traffic, leads, previous } = facts.kpis.last_7_days;
  const grew = previous.traffic >= 50 && traffic >= previous.traffic * 1.2;
  if (!grew || previous.leads < 3 || leads >= previous.leads) return [];
  return [
    candidate({
      key: "leads_down",
      kind: "leads_down",
      title: "Look at the page where visitors leave their address",
      why: `Visits went from ${previous.traffic} to ${traffic} in 7 days, leads from ${previous.leads} to ${leads}.`,
      titleFacts: { traffic, leads, trafficBefore: previous.traffic, leadsBefore: previous.leads },
      metric: "leads",
      effectLow: 1,
      effectHigh: previous.leads - leads,
      value: 70,
      minutes: 20,
      evidence: [`k:pageview:${facts.day}`, `k:lead:${facts.day}`],
    }),
  ];
}

const SILENT_HOURS = 48;

/** A website that used to report visits and has been silent for two days. */
export function findSilentWebsite(facts: Facts): Candidate[] {
  const { lastSeenAt, eventsBefore } = facts.website;
  if (lastSeenAt === null || eventsBefore < 10 || hoursBetween(lastSeenAt, facts.at) < SILENT_HOURS) return [];
  const days = Math.floor(hoursBetween(lastSeenAt, facts.at) / 24);
  return [
    candidate({
      key: "events_silent",
      kind: "events_silent",
      title: "Check that the website still reports its visits",
      why: `The last event came ${counted(days, "day")} ago; ${eventsBefore} came in the two weeks before it.`,
      titleFacts: { days, eventsBefore },
      metric: "traffic",
      effectLow: 1,
      effectHigh: eventsBefore,
      value: 60,
      minutes: 10,
      evidence: [`k:pageview:${lastSeenAt.slice(0, 10)}`],
    }),
  ];
}

const money = ({ amountCents, currency }: PaymentFact): string => `${(amountCents / 100).toFixed(2)} ${currency}`;

/** Payments that failed in the last week. */
export function findFailedPayments(facts: Facts): Candidate[] {
  const { failed } = facts.payments;
  const [newest] = failed;
  if (!newest) return [];
  return [
    candidate({
      key: "payment_failed",
      kind: "payment_failed",
      title: `Ask ${counted(failed.length, "customer")} whose payment failed`,
      why: `The newest failed payment is ${money(newest)}. A failed card is often an oversight.`,
      titleFacts: { failed: failed.length, amount: money(newest) },
      metric: "payments",
      effectLow: 1,
      effectHigh: failed.length,
      value: 80,
      minutes: 5 * failed.length,
      evidence: failed.map(({ id }) => `pay:${id}`),
    }),
  ];
}

const FRESH_HOURS = 14 * 24;

/** The first payment ever, while it is fresh: no customer can tell more. */
export function findFirstPayment(facts: Facts): Candidate[] {
  const { first } = facts.payments;
  if (!first || hoursBetween(first.at, facts.at) > FRESH_HOURS) return [];
  return [
    candidate({
      key: `first_payment:${first.id}`,
      kind: "first_payment",
      title: "Talk to your first paying customer",
      why: `The first payment, ${money(first)}, came on ${first.at.slice(0, 10)}. Ask why they paid, and for whom else it would be worth it.`,
      titleFacts: { amount: money(first) },
      metric: "payments",
      horizon: 30,
      effectLow: 1,
      effectHigh: 2,
      value: 85,
      minutes: 30,
      evidence: [`pay:${first.id}`],
    }),
  ];
}

const NEARLY_SPENT = 0.8;

/** A month's budget for models of which four fifths are spent. */
export function findSpentBudget(facts: Facts): Candidate[] {
  const { limitUsd, spentUsd } = facts.budget;
  if (limitUsd === null || spentUsd < limitUsd * NEARLY_SPENT) return [];
  const percent = Math.floor((spentUsd / limitUsd) * 100);
  return [
    candidate({
      key: `budget_low:${facts.day.slice(0, 7)}`,
      kind: "budget_low",
      title: "Decide about the budget of this month",
      why: `${percent} % of $${limitUsd.toFixed(2)} is spent. Drafts, answers and this report fall back to plain rules when it ends.`,
      titleFacts: { percent, limit: limitUsd },
      value: 45,
      minutes: 5,
      evidence: [`budget:${facts.day.slice(0, 7)}`],
    }),
  ];
}

/** Integrations whose last test was refused or found nothing. */
export const findFailingIntegrations = (facts: Facts): Candidate[] =>
  facts.integrations
    .filter(({ verdict }) => verdict !== "ok")
    .map(({ provider, verdict }) =>
      candidate({
        key: `integration_failing:${provider}`,
        kind: "integration_failing",
        title: `Reconnect ${provider}`,
        why: `Its last test was ${verdict === "rejected" ? "refused: the key is not valid any more" : "without an answer"}.`,
        titleFacts: { provider, verdict },
        value: 55,
        minutes: 5,
        evidence: [`i:${provider}`, ...linesAbout(facts, provider)],
      }),
    );
