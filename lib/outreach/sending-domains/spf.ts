import type { DnsView, Looked } from "@/lib/providers/dns/port";

/** RFC 7208, 4.6.4: a record that needs more look-ups is an error, and authorises no server. */
export const MAX_LOOKUPS = 10;

export const isSpf = (record: string): boolean => /^v=spf1(\s|$)/i.test(record.trim());

const termsOf = (record: string): string[] => record.trim().split(/\s+/).slice(1);
const ALL = /^[+?~-]?all$/i;
const REDIRECT = /^redirect=/i;
const LOOKS_UP = /^[+?~-]?(include:|exists:|a([:/]|$)|mx([:/]|$)|ptr(:|$))|^redirect=/i;
const targetOf = (term: string): string | null => /^(?:[+?~-]?include:|redirect=)(\S+)$/i.exec(term)?.[1] ?? null;

/** Whether a record lets every server in the world send: then it protects nothing. */
export const allowsEverybody = (record: string): boolean => termsOf(record).some((term) => /^\+?all$/i.test(term));

export type SpfWalk =
  | { state: "counted"; lookups: number; names: ReadonlySet<string> }
  /** An included name has no SPF record, or includes lead in a circle: an error for every receiver. */
  | { state: "broken"; at: string }
  | { state: "unknown"; why: string };

/** Follows a record's includes as a receiver does, and counts the look-ups until there are too many. */
export async function walkSpf(record: string, view: DnsView): Promise<SpfWalk> {
  const names = new Set<string>();
  const waiting = [record];
  let lookups = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const term of termsOf(next)) {
      if (!LOOKS_UP.test(term)) continue;
      lookups += 1;
      if (lookups > MAX_LOOKUPS) return { state: "counted", lookups, names };
      const target = targetOf(term)?.toLowerCase();
      // A macro stands for something of each email.
      if (target === undefined || target.includes("%")) continue;
      if (names.has(target)) continue;
      names.add(target);
      const found = spfIn(await view.txt(target));
      if (found.state === "unknown") return { state: "unknown", why: found.why };
      const [first, ...more] = found.state === "found" ? found.values : [];
      if (first === undefined || more.length > 0) return { state: "broken", at: target };
      waiting.push(first);
    }
  }
  return { state: "counted", lookups, names };
}

/** The SPF records of an answer; other texts stand beside them. */
export function spfIn(looked: Looked<string>): Looked<string> {
  if (looked.state !== "found") return looked;
  const values = looked.values.filter(isSpf);
  return values.length > 0 ? { state: "found", values } : { state: "none" };
}

/** One record that says what the given ones say, and includes one name more. The first one's ending is kept. */
export function mergeSpf(records: readonly string[], include: string): string {
  const terms = records.flatMap(termsOf);
  const ends = (term: string): boolean => ALL.test(term) || REDIRECT.test(term);
  const ending = terms.find((term) => ALL.test(term)) ?? terms.find(ends) ?? "~all";
  const kept = terms.filter((term) => !ends(term));
  return ["v=spf1", ...new Set([...kept, `include:${include}`]), ending].join(" ");
}

/** Whether the servers of a name may send, directly or by what is included. */
export const isIncluded = (walk: SpfWalk, include: string): boolean =>
  walk.state === "counted" && walk.lookups <= MAX_LOOKUPS && walk.names.has(include);
