import { escapeHtml, oneLine } from "@/lib/platform/text";
import { FLEET } from "./judge-alerts";
import type { Notice } from "./store-alerts";

const LEADS: Record<string, string> = {
  opened: "New",
  worse: "Worse",
  reminder: "Still so",
  closed: "Over",
};
const nameOf = (subject: string): string => (subject === FLEET ? "The fleet" : subject);

/** One email about all that is owed now: for each alert whether it is new, worse, still so or over, and what it is. */
export function alertMail(notices: readonly Notice[], address: string) {
  const lines = notices.map(({ notice, subject, words }) => `${LEADS[notice] ?? "New"} — ${nameOf(subject)}: ${words}`);
  const [first] = notices;
  const subject =
    notices.length === 1 && first
      ? oneLine(`${LEADS[first.notice] ?? "New"}: ${nameOf(first.subject)}. ${first.words}`).slice(0, 150)
      : `${notices.length} alerts about machines`;
  const all = [...lines, `The machines and their lives: ${address}/admin/fleet`];
  return {
    subject,
    text: `${all.join("\n\n")}\n`,
    html: `<!doctype html>\n<html lang="en"><body>\n${all.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n")}\n</body></html>\n`,
  };
}
