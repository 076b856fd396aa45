import { escapeHtml, oneLine } from "@/lib/platform/text";

/** The news about a company's runtime that its founders get by email as well. */
export type RuntimeTrouble = { title: string; reason: string; effect: string; advice: string };

type About = { company: string; trouble: RuntimeTrouble; page: string };

/** The email about it: what happened and why, the effect, and the next step with its page. */
export function runtimeMail({ company, trouble: { title, reason, effect, advice }, page }: About) {
  const lines = [
    `${title} (company “${oneLine(company)}”).`,
    `The reason: ${oneLine(reason)}`,
    effect,
    `${advice} Open the company’s page “Runtime”: ${page}`,
  ];
  return {
    subject: `${title} — ${oneLine(company)}`,
    text: `${lines.join("\n\n")}\n`,
    html: `<!doctype html>\n<html lang="en"><body>\n${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n")}\n</body></html>\n`,
  };
}
