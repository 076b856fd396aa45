const TITLES = /^(?:(?:mr|mrs|ms|miss|mx|dr|prof|sir|dame|herr|frau|m|mme|mlle|sr|sra|dipl|ing|mag)\.?\s+)+/i;
const AFTER = /(?:,?\s+(?:ph\.?d|md|mba|msc|bsc|jr|sr|ii|iii|cpa|esq)\.?)+$/i;

/** A whole name as first and last name: “Dr. Amara Nwosu”, and “Nwosu, Amara” as lists of people have it. */
export function splitName(text: string): { first: string; last: string } {
  const name = text.replace(AFTER, "").trim();
  const [family = "", given, ...more] = name.split(",").map((part) => part.trim());
  if (given && more.length === 0) return { first: given.replace(TITLES, ""), last: family };
  const [first = "", ...last] = name.replace(TITLES, "").split(/\s+/);
  return { first, last: last.join(" ") };
}
