import { appUrl } from "@/lib/platform/env";
import { escapeHtml, oneLine } from "@/lib/platform/text";
import { LIMITS } from "./limits";
import type { NightRun, Report } from "./schemas";

/** One thing to decide: a link for each answer, or one to the page. */
export type Asked = { title: string; links: readonly { label: string; href: string }[] };

type Night = { run: Pick<NightRun, "night" | "project_id">; report: Report; company: string; asked: readonly Asked[] };
type Section = { title: string; lines: string[] };

export const wordsOf = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** The report of a night as an email of at most 200 words: one decision in the subject, then facts and at most three things to decide. */
export function nightEmail({ run, report, company, asked }: Night): { subject: string; text: string; html: string } {
  const shown = asked.slice(0, LIMITS.emailDecisions);
  const page = `${appUrl()}/companies/${run.project_id}/night-shift`;
  const intro = `${oneLine(company)}, night ${run.night}`;
  const end = report.facts_only ?? report.tonight;
  const sections = fitting(report, shown, wordsOf(`${intro} ${end} Open the whole report Tonight`));
  const text = [
    intro,
    ...sections.flatMap(({ title, lines }) => (lines.length === 0 ? [] : [[title, ...lines].join("\n")])),
    ...(shown.length === 0 ? [] : ["Needs you", ...shown.map(asText)]),
    `Tonight\n${end}`,
    `Open the whole report:\n${page}`,
  ];
  const html = [
    `<p><strong>${escapeHtml(intro)}</strong></p>`,
    ...sections.flatMap(({ title, lines }) => (lines.length === 0 ? [] : [block(title, lines.map(escapeHtml))])),
    ...(shown.length === 0 ? [] : [block("Needs you", shown.map(asHtml))]),
    block("Tonight", [escapeHtml(end)]),
    `<p><a href="${escapeHtml(page)}">Open the whole report</a></p>`,
  ];
  const [first] = shown;
  const decision = first ? `${Array.from(oneLine(first.title)).slice(0, 120).join("")}?` : report.headline;
  return {
    subject: `${decision} – Night ${run.night}`,
    text: `${text.join("\n\n")}\n`,
    html: `<!doctype html>\n<html lang="en"><body>\n${html.join("\n")}\n</body></html>\n`,
  };
}

/** As many lines of each part as leave room for the decisions. */
function fitting(report: Report, asked: readonly Asked[], used: number): Section[] {
  let left = LIMITS.emailWords - used - asked.reduce((sum, each) => sum + wordsOf(words(each)), 2);
  const take = (title: string, lines: readonly string[]): Section => {
    const taken: string[] = [];
    let room = left - wordsOf(title);
    for (const line of lines) {
      room -= wordsOf(line);
      if (room < 0) break;
      taken.push(line);
    }
    if (taken.length > 0) left -= wordsOf(title) + taken.reduce((sum, line) => sum + wordsOf(line), 0);
    return { title, lines: taken };
  };
  return [
    take(
      "Claimed, not true",
      report.not_true.map(({ text }) => text),
    ),
    take(
      "Happened, and verified",
      report.happened.map(({ text }) => text),
    ),
    take(
      "Numbers",
      report.numbers.map(
        ({ label, value, before }) => `${label}: ${value}${before === null ? "" : `, before ${before}`}`,
      ),
    ),
  ];
}

const words = ({ title, links }: Asked): string => `${title} ${links.map(({ label }) => label).join(" ")}`;
const asText = ({ title, links }: Asked): string =>
  [`- ${title}`, ...links.map(({ label, href }) => `  ${label}: ${href}`)].join("\n");
const asHtml = ({ title, links }: Asked): string =>
  `${escapeHtml(title)} ${links.map(({ label, href }) => `<a href="${escapeHtml(href)}">${escapeHtml(label)}</a>`).join(" · ")}`;
const block = (title: string, lines: readonly string[]): string =>
  `<p><strong>${escapeHtml(title)}</strong></p><ul>${lines.map((line) => `<li>${line}</li>`).join("")}</ul>`;
