import { quoted } from "@/lib/autopilot/nightshift/candidate";
import { buildReport } from "@/lib/autopilot/nightshift/build-report";
import { counted, type Facts } from "@/lib/autopilot/nightshift/facts";
import { LIMITS } from "@/lib/autopilot/nightshift/limits";
import { dayIn } from "@/lib/metering/metrics/days";
import { escapeHtml, oneLine } from "@/lib/platform/text";

const DAY_MS = 86_400_000;
/** Proposals that are named one by one. */
const MOST_NAMED = 10;

export type ReportOf = {
  facts: Facts;
  company: string;
  /** How many days it looks back. */
  days: number;
  /** The address of the company's pages. */
  base: string;
};
export type ReportText = { title: string; text: string };

/** A line that is a fact has a page where its rows are; a line that says that there is none has not. */
type Line = { text: string; href: string | null };
type Section = { title: string; lines: Line[]; without: string };

/** The page of the row that a reference names. */
function pageOf(reference: string | undefined, base: string): string | null {
  const [, kind, id = ""] = /^(\w+):(.*)$/.exec(reference ?? "") ?? [];
  switch (kind) {
    case "r":
      return `${base}/receipts/${id}`;
    case "a":
      return `${base}/approvals/${id}`;
    case "c":
      return `${base}/campaigns/${id}`;
    case "k":
      return `${base}/dashboard/figures/${encodeURIComponent(id)}`;
    default:
      return null;
  }
}

/**
 * The report of a company from its facts alone, no model takes part: each line names the page where its rows are, and a number of which no event
 * was ever seen is not measured. The same facts give the same text.
 */
export function reportText({ facts, company, days, base }: ReportOf): ReportText {
  const since = new Date(Date.parse(facts.at) - days * DAY_MS);
  const report = buildReport({
    facts,
    ranked: [],
    since: since.toISOString(),
    factsOnly: null,
    answeredBy: null,
    removedSentences: 0,
  });
  const lineOf = ({ text, refs }: { text: string; refs: readonly string[] }): Line => ({
    text,
    href: pageOf(refs[0], base),
  });
  const sections: Section[] = [
    {
      title: "Happened, and verified",
      lines: [...report.happened.map(lineOf), ...cutNote(facts)],
      without: `No check verified an action in ${daysWords(days)}.`,
    },
    {
      title: "Claimed, and not true or not known",
      lines: report.not_true.map(lineOf),
      without: "Nothing of the last 30 days.",
    },
    { title: "Needs your decision", lines: pendingLines(facts, base), without: "No proposal waits." },
    {
      title: "Numbers",
      lines: [
        ...goalLines(facts, base),
        ...report.numbers.map(({ label, value, before, refs }) =>
          lineOf({ text: `${label}: ${value}${before === null ? "" : ` (before: ${before})`}`, refs }),
        ),
      ],
      without: "Nothing is measured yet.",
    },
  ];
  const title = `Report of ${oneLine(company)}, ${dayIn(facts.timeZone, since)} to ${facts.day}`;
  return { title, text: [`# ${title}`, ...sections.map(sectionText)].join("\n\n") + "\n" };
}

const daysWords = (days: number): string => (days === 1 ? "the last day" : `the last ${days} days`);

const cutNote = ({ verified, contradicted }: Facts): Line[] =>
  verified.length + contradicted.length < LIMITS.checks
    ? []
    : [{ text: `Only the newest ${LIMITS.checks} checks are looked at; the others are under Receipts.`, href: null }];

function pendingLines({ approvals }: Facts, base: string): Line[] {
  const named = approvals.slice(0, MOST_NAMED).map(({ id, title, expiresAt }) => ({
    text: `${quoted(title)} expires at ${expiresAt.slice(0, 16).replace("T", " ")} UTC.`,
    href: `${base}/approvals/${id}`,
  }));
  const more = approvals.length - named.length;
  return more === 0
    ? named
    : [...named, { text: `${counted(more, "more proposal")} wait.`, href: `${base}/approvals` }];
}

const goalLines = ({ plan: { goal } }: Facts, base: string): Line[] =>
  goal === null
    ? []
    : [
        {
          text: `Goal, ${quoted(goal.metric)}: ${goal.value} of ${goal.target}, due ${goal.dueOn}`,
          href: `${base}/plan`,
        },
      ];

const sectionText = ({ title, lines, without }: Section): string =>
  [`## ${title}`, ...(lines.length === 0 ? [without] : lines.map(lineText))].join("\n");

const lineText = ({ text, href }: Line): string => (href === null ? `- ${text}` : `- ${text}\n  ${href}`);

/** The text of a report as HTML; it knows the form that `reportText` writes, and no other. */
export function reportHtml(text: string): string {
  const blocks = text.split("\n").map((line) => {
    if (line.startsWith("# ")) return `<h1>${escapeHtml(line.slice(2))}</h1>`;
    if (line.startsWith("## ")) return `<h2>${escapeHtml(line.slice(3))}</h2>`;
    if (line.startsWith("  ")) return `<p><a href="${escapeHtml(line.trim())}">Open its rows</a></p>`;
    return line === "" ? "" : `<p>${escapeHtml(line.replace(/^- /, ""))}</p>`;
  });
  return `<!doctype html>\n<html lang="en"><body>\n${blocks.filter(Boolean).join("\n")}\n</body></html>\n`;
}
