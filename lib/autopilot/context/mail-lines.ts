import type { ThreadRow } from "./facts";
import { markText } from "./marks";
import type { ContextItem } from "./schemas";
import { shortRef } from "./short-ref";

/** A word of our own lists, never a text that somebody sent. */
const word = (value: string | null | undefined): string => (value && /^[a-z_]{1,40}$/.test(value) ? value : "unknown");

/** The sender, how sure that is, the kind of message, and its beginning between marks; never the message itself. */
export function mailLine(tag: string, row: ThreadRow): ContextItem {
  const auth = row.auth === undefined ? "not_weighed" : word(row.auth);
  const about = `${row.at} conversation, ${row.messages} ${row.messages === 1 ? "message" : "messages"}, class ${word(row.class)}`;
  const sender = row.evidence ? `, sender ${word(row.evidence)}` : "";
  const text = `${row.name ? `${row.name}: ` : ""}${row.subject} — ${row.excerpt}`;
  return {
    text: `${about}${sender}${row.unread ? ", unread" : ""} ${markText(tag, { from: row.contact, auth, text, most: 300 })}`,
    refs: [shortRef("m", row.id)],
    trust: "third_party",
  };
}
