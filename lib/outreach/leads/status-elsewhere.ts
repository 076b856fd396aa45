/** How a person stands in the tool that a file comes from, as far as it forbids an email. */
export type StatusElsewhere = "opt_out" | "hard_bounce" | "replied" | "unverified";

export const letters = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

/** A column that is true of a person or not, or holds the date since when. */
const FLAGS: readonly [RegExp, StatusElsewhere][] = [
  [/unsubscri|opt(ed)?out|donot(contact|email|mail)|^dnc$|blo?ckliste?d?|abgemeldet|desabonn/, "opt_out"],
  [/hardbounce|^(is|has|email|globally|isglobally)*bounced?(at|on|date|reason|count)?$|spamcomplaint/, "hard_bounce"],
  [/^(is|has|email)*repl(ied|y|ies)(at|on|date|count)?$|^answered$|^responded$/, "replied"],
];
const STATUS_COLUMN =
  /^((lead|contact|email|campaign|outreach|prospect|person|subscription|interest|reply|sequence)*(status|stage|category|label|disposition)|leadcategory|esp?status)$/;

const NO = new Set(["", "no", "n", "false", "0", "none", "null", "never", "nein", "non", "na", "unknown", "f"]);

const WORDS: readonly [RegExp, StatusElsewhere | null][] = [
  [/senderoriginatedbounce/, null],
  [
    /unsubscri|opt(ed)?out|donot(contact|email|mail)|^dnc$|blo?ck(list)?ed|removeme|notinterested|complain|spam/,
    "opt_out",
  ],
  [/bounce|invalid|undeliverable|donotmail|doesnotexist/, "hard_bounce"],
  [/^repl(ied|y)|responded|answered|^interested|meeting|wrongperson|informationrequest|^won$|customer/, "replied"],
  [/extrapolated|guess|catchall|acceptall|unverified|risk|unavailable|probable|unsafe/, "unverified"],
];

/** The status that a column names in its header; null for a header that names none. */
const flagOf = (header: string): StatusElsewhere | null =>
  FLAGS.find(([pattern]) => pattern.test(letters(header)))?.[1] ?? null;

export const isStatusColumn = (header: string): boolean =>
  flagOf(header) !== null || STATUS_COLUMN.test(letters(header));

/** Why a cell of such a column forbids an email; null when it does not. */
export function readStatus(header: string, cell: string): StatusElsewhere | null {
  const value = letters(cell);
  const flag = flagOf(header);
  if (flag !== null && !STATUS_COLUMN.test(letters(header))) return NO.has(value) ? null : flag;
  return WORDS.find(([pattern]) => pattern.test(value))?.[1] ?? null;
}

const STRENGTH: readonly StatusElsewhere[] = ["opt_out", "hard_bounce", "replied", "unverified"];

/** Of several, the one that lasts longest. */
export const strongest = (found: readonly StatusElsewhere[]): StatusElsewhere | null =>
  STRENGTH.find((status) => found.includes(status)) ?? null;
