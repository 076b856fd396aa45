import { formatFigure } from "@/lib/autopilot/wording/format-figure";
import type { Figure } from "@/lib/autopilot/wording/schemas";
import type { Facts, SumRow, WebsiteRow } from "./facts";
import type { ContextItem } from "./schemas";

type Window = { key: "week" | "month"; id: string; words: string };
const WINDOWS: readonly Window[] = [
  { key: "week", id: "7d", words: "last 7 days" },
  { key: "month", id: "30d", words: "last 30 days" },
];
type Measure = { id: string; label: string; row: SumRow | undefined };

const COUNTS: Record<string, string> = {
  sends: "emails sent",
  deliveries: "emails delivered",
  replies: "replies",
  bounces: "bounces",
  opt_outs: "opt-outs",
  complaints: "complaints",
  pageviews: "page views",
  leads: "leads from the website",
  payments: "payments",
  refunds: "refunds",
};

/** Sums of one name over its currencies. */
function added(rows: readonly WebsiteRow[], name: string): SumRow | undefined {
  const found = rows.filter((row) => row.name === name);
  if (found.length === 0) return undefined;
  const sum = (key: "week" | "week_before" | "month" | "month_before"): number =>
    found.reduce((total, row) => total + row[key], 0);
  return {
    name,
    week: sum("week"),
    week_before: sum("week_before"),
    month: sum("month"),
    month_before: sum("month_before"),
  };
}

function measuresOf({ outreach, website }: Facts): Measure[] {
  const ofWebsite: Record<string, string> = {
    pageviews: "pageview",
    leads: "lead",
    payments: "payment.succeeded",
    refunds: "payment.refunded",
  };
  return Object.entries(COUNTS).map(([id, label]) => {
    const name = ofWebsite[id];
    return { id, label, row: name ? added(website, name) : outreach.find((row) => row.name === id) };
  });
}

const countOf = ({ id, label, row }: Measure, { key, id: window, words }: Window): Figure[] => {
  const shared = { unit: "count", label, ref: `k:${id}`, measured: row !== undefined };
  return [
    { ...shared, id: `${id}_${window}`, value: row?.[key] ?? 0, window: words },
    { ...shared, id: `${id}_${window}_before`, value: row?.[`${key}_before`] ?? 0, window: `${words} before that` },
  ];
};

const RATES = [
  { id: "reply_rate", label: "reply rate", part: "replies", whole: "deliveries" },
  { id: "bounce_rate", label: "bounce rate", part: "bounces", whole: "sends" },
  { id: "conversion", label: "conversion of page views to leads", part: "leads", whole: "pageviews" },
] as const;

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10);

function rateOf(measures: readonly Measure[], rate: (typeof RATES)[number], { key, id, words }: Window): Figure {
  const value = (name: string): number => measures.find((one) => one.id === name)?.row?.[key] ?? 0;
  const whole = value(rate.whole);
  return {
    id: `${rate.id}_${id}`,
    label: rate.label,
    value: percent(value(rate.part), whole),
    unit: "percent",
    window: words,
    ref: `k:${rate.id}`,
    measured: whole > 0,
    sample: whole,
  };
}

/** Revenue in the currency with the most payments; dollars while nothing was ever paid. */
function revenueOf(website: readonly WebsiteRow[], { key, id, words }: Window): Figure {
  const paid = website.filter(({ name }) => name === "payment.succeeded");
  const [main] = paid.toSorted((a, b) => b.month - a.month || (a.currency < b.currency ? -1 : 1));
  return {
    id: `revenue_${id}`,
    label: "revenue",
    value: (main?.[`${key}_cents`] ?? 0) / 100,
    unit: main?.currency || "USD",
    window: words,
    ref: "k:revenue",
    measured: main !== undefined,
    payments: main?.[key] ?? 0,
  };
}

/** Every number that a text about the company may hold. One of which no event was ever seen says that it is not measured. */
export function figuresOf(facts: Facts): Figure[] {
  const measures = measuresOf(facts);
  return WINDOWS.flatMap((window) => [
    ...measures.flatMap((measure) => countOf(measure, window)),
    ...RATES.map((rate) => rateOf(measures, rate, window)),
    revenueOf(facts.website, window),
  ]);
}

const signed = (delta: number): string => (delta > 0 ? `+${delta}` : `${delta}`);

function windowWords(figures: readonly Figure[], figure: Figure): string {
  const before = figures.find(({ id }) => id === `${figure.id}_before`);
  const sample = figure.sample === undefined ? "" : `, n = ${figure.sample}`;
  const change = before
    ? `; ${formatFigure(before)} in as many days before, change ${signed(figure.value - before.value)}`
    : "";
  return `${formatFigure(figure)} in the ${figure.window}${sample}${change}`;
}

/** One line a number, with both windows. */
export function numberLines(figures: readonly Figure[]): ContextItem[] {
  const refs = [...new Set(figures.map(({ ref }) => ref))];
  return refs.map((ref) => {
    const shown = figures.filter((figure) => figure.ref === ref && !figure.id.endsWith("_before"));
    const label = shown[0]?.label ?? "";
    const words = shown.some(({ measured }) => measured)
      ? shown.map((figure) => windowWords(figures, figure)).join(" · ")
      : "not measured";
    return { text: `${label}: ${words}`, refs: [ref], trust: "system" };
  });
}
