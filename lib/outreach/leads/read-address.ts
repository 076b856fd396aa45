import { parseEmailAddress } from "@/lib/platform/email-address";

export type CellAddresses = { email: string; others: string[] };

const unwrap = (text: string): string =>
  text
    .trim()
    .replace(/^mailto:/i, "")
    .replace(/\?.*$/, "")
    .replace(/^[\s"'“”‘’([{<]+|[\s"'“”‘’)\]}>.,;:]+$/gu, "");

const read = (text: string): string | null => parseEmailAddress(text) ?? parseEmailAddress(unwrap(text));

/** None when a word between the spaces is no address: it may be a part of one, and the rest would name somebody else. */
function addressesOf(part: string): string[] {
  const words = part.split(/\s+/).filter(Boolean).map(read);
  return words.every((word) => word !== null) ? words : [];
}

/**
 * The address of a cell as people and tools write it: `mailto:a@b`, `Bob <b@c>`, or several, of which the first one counts. Null when
 * there is none.
 */
export function readAddresses(cell: string): CellAddresses | null {
  const whole = read(cell);
  if (whole !== null) return { email: whole, others: [] };
  if (cell.length > 2_000) return null;
  const bracketed = [...cell.matchAll(/<([^<>]+)>/g)].flatMap(([, inner = ""]) => read(inner) ?? []);
  const parts = bracketed.length > 0 ? bracketed : cell.split(/[,;|/]+/).flatMap(addressesOf);
  const [email, ...others] = new Set(parts);
  return email === undefined ? null : { email, others };
}
