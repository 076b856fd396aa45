import { oneLine } from "@/lib/platform/text";

const PREFIX = /^(?:(?:re|aw|sv|antw|fwd?|wg|tr|rv|vs)\s*:\s*)+/i;
const NO_SUBJECT = /^\(?(?:no subject|kein betreff|sans objet)?\)?$/i;
/** “Hi Greenlight,”: a line that says nothing yet. */
const GREETING =
  /^(?:hi|hello|hey|hej|dear|good \w+|hallo|liebe[rs]?|guten \w+|bonjour|salut|hola)\b[^.?]{0,40}[,!]?$/i;

/**
 * A task's title from an email: its subject, unless it answers another one, whose subject is about something else; then its first line
 * that says something.
 */
export function titleOfEmail(subject: string, text: string): string | null {
  const named = oneLine(subject);
  const isOwn = !PREFIX.test(named) && !NO_SUBJECT.test(named);
  const lines = text.split("\n").map(oneLine).filter(Boolean);
  const title = isOwn ? named : (lines.find((line) => !GREETING.test(line)) ?? "");
  return title === "" ? null : title.slice(0, 200).toWellFormed();
}
