/** The sources that can be read about a lead, each with a vendor of its own or none. */
export const SOURCES = ["website", "google", "apify", "relevance"] as const;
export type Source = (typeof SOURCES)[number];

/** The person and the company to look up; an unknown part is null. */
export type Subject = {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  title: string | null;
  website: string | null;
};

/** A text as it was read at an address: untrusted. `date`: `YYYY-MM-DD`, where the source names one. */
export type Document = { url: string; text: string; date: string | null };

/** `costUsd`: what the founder's own account at the vendor pays for it; null: the vendor does not say. */
export type Reading = { documents: Document[]; costUsd: number | null };

/** Reads one source about one person. Throws `research.<why>` with the reason as a sentence for the founder, or a failure of the web. */
export type ReadSource = (subject: Subject, signal: AbortSignal) => Promise<Reading>;

const MOST_DOCUMENTS = 8;
const MOST_CHARACTERS = 6_000;

/** The readable documents, at most eight of at most 6,000 characters. */
export const bounded = (documents: readonly Document[]): Document[] =>
  documents
    .map(({ text, ...rest }) => ({ ...rest, text: tidy(text).slice(0, MOST_CHARACTERS).toWellFormed() }))
    .filter(({ url, text }) => text !== "" && url.length <= 2_000 && /^https?:\/\//i.test(url) && URL.canParse(url))
    .slice(0, MOST_DOCUMENTS);

/** Without characters that nobody sees, and with each run of white space as one space. */
export const tidy = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\s]+/gu, " ")
    .normalize("NFC")
    .trim();

/** The day of a vendor's date; null when it is none. */
export function dayOf(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const day = /^\d{4}-\d{2}-\d{2}/.exec(value.trim())?.[0];
  return day !== undefined && !Number.isNaN(Date.parse(day)) ? day : null;
}
