import { quoted } from "./candidate";
import { counted, linesAbout, type Facts } from "./facts";
import type { Report, ReportLine, ReportNumber } from "./schemas";
import type { Scored } from "./score";

type Written = {
  facts: Facts;
  ranked: readonly Pick<Scored, "title">[];
  /** The end of the night before; facts from then on are news. */
  since: string | null;
  factsOnly: string | null;
  answeredBy: string | null;
  removedSentences: number;
};

/** The report of a night from its facts alone: each line and number names the rows that it rests on. */
export function buildReport(written: Written): Report {
  const { facts, ranked, since, factsOnly, answeredBy, removedSentences } = written;
  const [first] = ranked;
  return {
    headline: first ? first.title : "Nothing needs you",
    happened: facts.verified
      .filter(({ at }) => since === null || at > since)
      .map(({ id, title }) => ({
        text: `${quoted(title)} was carried out, and a check has verified it.`,
        refs: [`r:${id}`, ...linesAbout(facts, id)],
      })),
    numbers: numbersOf(facts),
    not_true: notTrue(facts),
    tonight:
      ranked.length > 0
        ? "The next night looks at the same facts again; what is solved by then disappears."
        : "Nothing was found that would move a number. The next night looks again.",
    facts_only: factsOnly,
    removed_sentences: removedSentences,
    answered_by: answeredBy,
  };
}

function notTrue(facts: Facts): ReportLine[] {
  return [
    ...facts.contradicted.map(({ id, title, approvalId }) => ({
      text: `${quoted(title)} was claimed, and a check contradicts it.`,
      refs: [`r:${id}`, ...linesAbout(facts, approvalId ?? id)],
    })),
    ...facts.unsettled.map(({ id, title }) => ({
      text: `It is not known whether ${quoted(title)} happened.`,
      refs: [`a:${id}`, ...linesAbout(facts, id)],
    })),
  ];
}

const NOT_MEASURED = "not measured";

function numbersOf(facts: Facts): ReportNumber[] {
  const { kpis, website, payments, campaigns, day } = facts;
  const [week, before] = [kpis.last_7_days, kpis.last_7_days.previous];
  const month = kpis.last_30_days;
  const isSeen = website.lastSeenAt !== null;
  const isPaid = payments.first !== null || payments.failed.length > 0;
  const share = (value: number | null): string => (value === null ? NOT_MEASURED : `${(value * 100).toFixed(1)} %`);
  const money = (cents: number, count: number): string =>
    `${kpis.currency === "USD" || kpis.currency === null ? "$" : `${kpis.currency} `}${(cents / 100).toFixed(2)} (${counted(count, "payment")})`;
  const number = (label: string, [value, earlier]: [string, string | null], refs: string[]): ReportNumber => ({
    label,
    value,
    before: value === NOT_MEASURED ? null : earlier,
    refs,
  });
  const seen = (value: string): string => (isSeen ? value : NOT_MEASURED);
  const paid = (value: string): string => (isPaid ? value : NOT_MEASURED);
  const visits = [`k:pageview:${day}`];
  const sends = campaigns.reduce((sum, campaign) => sum + campaign.sends, 0);
  const sendsBefore = campaigns.reduce((sum, campaign) => sum + campaign.sendsBefore, 0);
  const replies = campaigns.reduce((sum, campaign) => sum + campaign.replies, 0);
  const repliesBefore = campaigns.reduce((sum, campaign) => sum + campaign.repliesBefore, 0);
  const outreach = campaigns.map(({ id }) => `c:${id}`);
  return [
    number("Visits, 7 days", [seen(String(week.traffic)), String(before.traffic)], visits),
    number("Visits, 30 days", [seen(String(month.traffic)), String(month.previous.traffic)], visits),
    number("Leads, 7 days", [seen(String(week.leads)), String(before.leads)], [`k:lead:${day}`]),
    number("Leads, 30 days", [seen(String(month.leads)), String(month.previous.leads)], [`k:lead:${day}`]),
    number("Leads by visit, 7 days", [share(isSeen ? week.conversion : null), share(before.conversion)], visits),
    number(
      "Revenue, 7 days",
      [
        paid(money(week.revenue_cents, week.succeeded_payments)),
        money(before.revenue_cents, before.succeeded_payments),
      ],
      [`k:payment.succeeded:${day}`],
    ),
    number(
      "Revenue, 30 days",
      [
        paid(money(month.revenue_cents, month.succeeded_payments)),
        money(month.previous.revenue_cents, month.previous.succeeded_payments),
      ],
      [`k:payment.succeeded:${day}`],
    ),
    ...(campaigns.length === 0
      ? []
      : [
          number("Emails sent, 7 days", [String(sends), String(sendsBefore)], outreach),
          number("Replies, 7 days", [String(replies), String(repliesBefore)], outreach),
        ]),
  ];
}
