import { foldText } from "./fold-text";
import type { ReadEmail } from "./store-readers";

/** So many words in a row are somebody's sentence, and no courtesy that everybody writes. */
const RUN = 12;
const DATE = /^\d{1,4}([-./:]\d{1,4}){1,3}$/;

const wordsOf = (text: string): string[] =>
  foldText(text)
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
    .filter((word) => word !== "");

/** A word that names one thing alone: an address, a link, a number of an order or an account, a code. */
function isNaming(word: string): boolean {
  if (word.includes("@") || word.includes("://")) return true;
  const digits = word.replace(/\D/g, "").length;
  return word.length >= 8 && digits >= 2 && (digits >= 7 || /\p{L}/u.test(word)) && !DATE.test(word);
}

/** The parts of a text by which it is recognised elsewhere. */
function spansOf(text: string): Set<string> {
  const words = wordsOf(text);
  const runs = words.slice(RUN - 1).map((_, index) => words.slice(index, index + RUN).join(" "));
  return new Set([...words.filter(isNaming), ...runs]);
}

type Passed = {
  text: string;
  recipients: readonly string[];
  /** Words that are the founder's or the company's own. */
  own: string;
  /** The oldest first. */
  emails: readonly ReadEmail[];
};

/**
 * The first part of a text that stands in an email which one of the recipients neither wrote nor received, and whose email that is. Null
 * without one. A part that the company wrote first is its own, also where an answer quotes it.
 */
export function findForeignWords({ text, recipients, own, emails }: Passed): { words: string; of: string } | null {
  const known = spansOf(`${own} ${recipients.join(" ")}`);
  const ownWords = wordsOf(own).join(" ");
  const wanted = new Set([...spansOf(text)].filter((span) => !known.has(span) && !ownWords.includes(span)));
  const readers = new Map<string, Set<string>>();
  for (const email of emails) {
    for (const span of spansOf(email.text)) {
      if (email.sent && !readers.has(span)) wanted.delete(span);
      if (!wanted.has(span)) continue;
      const all = readers.get(span) ?? new Set();
      readers.set(span, all);
      for (const reader of email.readers) all.add(reader);
    }
  }
  for (const [words, all] of readers)
    if (!recipients.every((recipient) => all.has(recipient.toLowerCase()))) return { words, of: [...all][0] ?? "" };
  return null;
}
