/** A stretch of time as a text names it, in one spelling: "7d", "30d", "today", "7d-before". */
type Spelling = { words: RegExp; as: (match: RegExpExecArray) => string };

const NUMBER = "\\d{1,3}|one|two|three|four|five|six|seven|ten|fourteen|thirty|sixty|ninety|sieben|dreißig|syv|tredive";
const VALUES: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  ten: 10,
  fourteen: 14,
  thirty: 30,
  sixty: 60,
  ninety: 90,
  sieben: 7,
  dreißig: 30,
  syv: 7,
  tredive: 30,
};
const UNITS: Record<string, string> = { d: "d", t: "d", w: "w", u: "w", m: "m", h: "h", s: "h" };
const unitOf = (word: string): string =>
  /^(?:stunde|time|hour)/i.test(word) ? "h" : (UNITS[word[0]?.toLowerCase() ?? ""] ?? "d");
const valueOf = (word: string): number => VALUES[word.toLowerCase()] ?? Number(word);
const FLAGS = "giu";

const SPELLINGS: readonly Spelling[] = [
  {
    words: new RegExp(
      `(?:(?:in|over|during|within|for|from|of|compared (?:to|with)|in den|seit|i|over) )?(?:the |die |den |de |those |as many )?(?:(?:last|past|previous|prior|preceding|letzten|vergangenen|vorigen|seneste|sidste|forrige) )?(?:the )?(${NUMBER})[ -](days?|weeks?|months?|hours?|tagen?|wochen?|monaten?|stunden?|dage?|uger?|måneder|timer)(?: (?:before(?: that)?|earlier|davor|vorher|før))?`,
      FLAGS,
    ),
    as: ([whole, count = "", unit = ""]) => {
      const isBefore = /before|earlier|previous|prior|preceding|davor|vorher|vorigen|forrige|(?<!\p{L})før/iu.test(
        whole,
      );
      return `${valueOf(count)}${unitOf(unit)}${isBefore ? "-before" : ""}`;
    },
  },
  { words: /(?:in |as )?as many days before/giu, as: () => "before" },
  {
    words: /(?<!\p{L})(?:last|past|previous|letzte[rn]?|sidste) (?:week|woche|uge)(?!\p{L})/giu,
    as: () => "last-week",
  },
  { words: /(?<!\p{L})(?:this|diese[rn]?|denne) (?:week|woche|uge)(?!\p{L})/giu, as: () => "this-week" },
  {
    words: /(?<!\p{L})(?:last|past|previous|letzte[rn]?|sidste) (?:month|monat|måned)(?!\p{L})/giu,
    as: () => "last-month",
  },
  { words: /(?<!\p{L})(?:this|diese[nrm]?|denne) (?:month|monat|måned)(?!\p{L})/giu, as: () => "this-month" },
  {
    words:
      /(?<!\p{L})(?:last|past|this|letztes|dieses|sidste|dette) (?:year|quarter|jahr|quartal|år|kvartal)(?!\p{L})/giu,
    as: ([whole]) => whole.toLowerCase().replace(/\s+/g, "-"),
  },
  { words: /(?<!\p{L})(?:last night|letzte nacht|i nat|overnight|über nacht)(?!\p{L})/giu, as: () => "last-night" },
  { words: /(?<!\p{L})(?:yesterday|gestern|i går)(?!\p{L})/giu, as: () => "yesterday" },
  { words: /(?<!\p{L})(?:today|tonight|heute|i dag)(?!\p{L})/giu, as: () => "today" },
  {
    words:
      /(?<!\p{L})(?:recently|lately|just now|neulich|kürzlich|for nylig|all[- ]time|ever|in total|so far|since launch)(?!\p{L})/giu,
    as: ([whole]) => whole.toLowerCase(),
  },
];

export type FoundWindow = { window: string; index: number; length: number };

/** The stretches of time that a text names, in order. */
export function windowsIn(text: string): FoundWindow[] {
  const found = SPELLINGS.flatMap(({ words, as }) =>
    [...text.matchAll(words)].map((match) => ({ window: as(match), index: match.index, length: match[0].length })),
  );
  // Of two that overlap the longer one counts.
  const kept: FoundWindow[] = [];
  for (const one of found.toSorted((a, b) => b.length - a.length))
    if (!kept.some(({ index, length }) => one.index < index + length && index < one.index + one.length)) kept.push(one);
  return kept.toSorted((a, b) => a.index - b.index);
}

/** A figure's own window in the same spelling; words that name no stretch of time stand for themselves. */
export function canonicalWindow(window: string): string {
  const [first] = windowsIn(window);
  return first?.window ?? window.trim().toLowerCase();
}

const DAY_MS = 86_400_000;
/** The days that a word means, seen from today; null where it means a stretch. */
export function dayOf(window: string, today: string): string | null {
  const ago = { today: 0, yesterday: 1, "last-night": 1 }[window];
  return ago === undefined
    ? null
    : new Date(Date.parse(`${today}T00:00:00Z`) - ago * DAY_MS).toISOString().slice(0, 10);
}
