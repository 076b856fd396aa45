import { candidate, quoted, type Candidate } from "../candidate";
import { counted, hoursBetween, linesAbout, type Facts } from "../facts";

const NEAR_HOURS = 24;

/** Proposals that expire within a day. */
export function findNearDeadlines(facts: Facts): Candidate[] {
  const near = facts.approvals.filter(({ expiresAt }) => hoursBetween(facts.at, expiresAt) <= NEAR_HOURS);
  const [first] = near;
  if (!first) return [];
  return [
    candidate({
      key: "approval_deadline",
      kind: "approval_deadline",
      title: `Decide ${counted(near.length, "proposal")} before ${near.length === 1 ? "it expires" : "they expire"}`,
      why: `${quoted(first.title)} expires at ${first.expiresAt.slice(0, 16).replace("T", " ")} UTC, and nothing happens without a decision.`,
      titleFacts: { proposals: near.length },
      value: Math.min(90, 55 + 5 * near.length),
      minutes: 2 * near.length,
      evidence: near.flatMap(({ id }) => [`a:${id}`, ...linesAbout(facts, id)]),
    }),
  ];
}

/** Actions that were claimed and are not true, or whose outcome is unknown. */
export function findUntrue(facts: Facts): Candidate[] {
  const { contradicted, unsettled } = facts;
  const first = contradicted[0] ?? unsettled[0];
  if (!first) return [];
  const evidence = [
    ...contradicted.flatMap(({ id, approvalId }) => [`r:${id}`, ...linesAbout(facts, approvalId ?? id)]),
    ...unsettled.flatMap(({ id }) => [`a:${id}`, ...linesAbout(facts, id)]),
  ];
  const count = contradicted.length + unsettled.length;
  return [
    candidate({
      key: "claimed_not_true",
      kind: "claimed_not_true",
      title: `Look at ${counted(count, "action")} that did not come true`,
      why: contradicted.length
        ? `A check contradicts ${quoted(first.title)}.`
        : `It is unknown whether ${quoted(first.title)} happened.`,
      titleFacts: { contradicted: contradicted.length, unknown: unsettled.length },
      value: Math.min(85, 60 + 5 * count),
      minutes: 5 * count,
      evidence,
    }),
  ];
}

const ANSWER_WITHIN_HOURS = 24;

/** People whose last word has waited for more than a day. */
export function findUnanswered(facts: Facts): Candidate[] {
  const late = facts.waiting.filter(({ since }) => hoursBetween(since, facts.at) > ANSWER_WITHIN_HOURS);
  const [oldest] = late;
  if (!oldest) return [];
  const days = Math.floor(hoursBetween(oldest.since, facts.at) / 24);
  return [
    candidate({
      key: "replies_unanswered",
      kind: "replies_unanswered",
      title: `Answer ${counted(late.length, "person", "people")} who wrote to you`,
      why: `The oldest has waited for ${counted(days, "day")}. Interest fades with each day.`,
      titleFacts: { people: late.length, days },
      value: Math.min(95, 65 + 5 * late.length),
      minutes: 5 * late.length,
      evidence: late.flatMap(({ ref }) => [ref, ...linesAbout(facts, ref.slice(ref.indexOf(":") + 1))]),
    }),
  ];
}

const FAILURES = 3;

/** Recurring tasks that failed three times in a row. */
export const findFailingTasks = (facts: Facts): Candidate[] =>
  facts.recurring
    .filter(({ failures }) => failures >= FAILURES)
    .map(({ id, title, failures }) =>
      candidate({
        key: `recurring_failing:${id}`,
        kind: "recurring_failing",
        title: `Mend the recurring task ${quoted(title)}`,
        why: `It failed ${failures} times in a row.`,
        titleFacts: { failures },
        value: 50,
        minutes: 10,
        evidence: [`t:${id}`, ...linesAbout(facts, id)],
      }),
    );
