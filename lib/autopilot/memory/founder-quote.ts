import { findOwnWords } from "@/lib/company/mail/own-words";
import { MEMORY_LIMITS } from "./limits";

const STOP = new Set(
  "a an and are as at be but by can do does for from had has have he her his i if in is it its just me my no not of on or our she so than that the their them then there they this to us was we were will with would you your".split(
    " ",
  ),
);
/** Words by which a person says that something is meant to last; anything else waits for a click. */
const LASTING =
  /\b(?:remember|always|never|from now on|prefer|keep in mind|for the record|note that|as a rule|don['’]t ever|do not ever)\b/i;

/** A full stop at the end is no part of a word; within an address it is. */
const wordsOf = (text: string): string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}](?:[\p{L}\p{N}'’.@-]*[\p{L}\p{N}])?/gu) ?? [];
const folded = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim();

/** The part of a message that its author wrote: without quotations, forwarded emails, code blocks and fenced text. */
export function founderWords(message: string): string {
  const unfenced = message
    .normalize("NFC")
    .replace(/(^|\n)(```|~~~)[\s\S]*?(?:\n\2[^\n]*|$)/g, "$1")
    .replace(/<blockquote[\s\S]*?(?:<\/blockquote>|$)/gi, "");
  const { own } = findOwnWords(unfenced, []);
  return folded(
    own
      .split("\n")
      .filter((line) => !/^\s*(?:>|\|)/.test(line))
      .join("\n"),
  );
}

/** Whether the founder said exactly this, in enough words of their own to mean it. */
export function isFounderQuote(quote: string, message: string): boolean {
  const words = wordsOf(folded(quote));
  if (words.length < MEMORY_LIMITS.quoteTokens) return false;
  if (words.filter((word) => !STOP.has(word)).length < MEMORY_LIMITS.quoteInformativeWords) return false;
  return founderWords(message).includes(folded(quote));
}

/** Whether words stand in a message only where it quotes somebody else. */
export const isQuotedOnly = (quote: string, message: string): boolean =>
  folded(message).includes(folded(quote)) && !founderWords(message).includes(folded(quote));

/** Whether a quote of the founder says by itself that it shall be kept, and is no question. */
export const isMeantToLast = (quote: string): boolean => LASTING.test(quote) && !quote.trim().endsWith("?");

/** The same words in any order and spelling of case are the same memory. */
export const memoryWords = (text: string): string[] => [...new Set(wordsOf(folded(text)))].toSorted();
