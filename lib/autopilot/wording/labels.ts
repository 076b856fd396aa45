import type { Figure } from "./schemas";

/** Words of other languages for the things that are counted. */
const TRANSLATED: Record<string, string> = {
  antwort: "reply",
  antworten: "reply",
  svar: "reply",
  svarene: "reply",
  "e-mail": "email",
  "e-mails": "email",
  mail: "email",
  mails: "email",
  abmeldungen: "opt-out",
  afmeldinger: "opt-out",
  beschwerden: "complaint",
  klager: "complaint",
  umsatz: "revenue",
  omsætning: "revenue",
  zahlungen: "payment",
  zahlung: "payment",
  betalinger: "payment",
  betaling: "payment",
  seitenaufrufe: "pageview",
  sidevisninger: "pageview",
  erstattungen: "refund",
  gesendet: "sent",
  verschickt: "sent",
  sendt: "sent",
  zugestellt: "delivered",
  leveret: "delivered",
  antwortrate: "reply-rate",
  svarprocent: "reply-rate",
};
const STOP = /^(?:the|a|an|by|for|to|and)$/;

const stem = (word: string): string => {
  const lower = word.toLowerCase();
  const known = Object.hasOwn(TRANSLATED, lower) ? TRANSLATED[lower] : undefined;
  return known ?? lower.replace(/ies$/, "y").replace(/(?<=[a-z]{3})s$/, "");
};

/** The words that name the thing: "leads" of "leads from the website". */
export const headWords = (label: string): string[] =>
  (label.split(/ (?:from|of|in|on|per) /)[0] ?? label)
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word) => word !== "" && !STOP.test(word.toLowerCase()))
    .map(stem);

/** A part of a text. */
export type Place = { index: number; length: number };
type Mention = Place & { word: string };
export const wordsIn = (text: string): Mention[] =>
  [...text.matchAll(/[\p{L}][\p{L}\p{N}-]*/gu)].map((match) => ({
    word: stem(match[0]),
    index: match.index,
    length: match[0].length,
  }));

/** Another clause is far away, however few letters lie between. */
const FAR = 1_000;
const CLAUSE_END = /[,;:·(—]|\s(?:and|but|while|versus|vs|und|aber|og|men)\s/u;

export function distance(text: string, from: Place, to: Place): number {
  const [first, second] = from.index < to.index ? [from, to] : [to, from];
  const between = text.slice(first.index + first.length, second.index);
  // "replies: 3" is one clause.
  const crosses = CLAUSE_END.test(to.index < from.index ? between.replace(/^\s*:/, "") : between);
  return between.length + (crosses ? FAR : 0) + (to.index < from.index ? 2 : 0);
}

export const nearest = <T extends Place>(text: string, at: Place, all: readonly T[]): T | undefined =>
  all.toSorted((a, b) => distance(text, at, a) - distance(text, at, b))[0];

/** Whether the number at a place is said of the figure's thing: all its words are there, and no other thing's word is nearer. */
export function isAbout(
  text: string,
  at: Place,
  { figure, figures }: { figure: Figure; figures: readonly Figure[] },
): boolean {
  const heads = headWords(figure.label);
  const words = wordsIn(text);
  if (heads.length === 0 || !heads.every((head) => words.some(({ word }) => word === head))) return false;
  const vocabulary = new Set(figures.flatMap(({ label }) => headWords(label)));
  const closest = nearest(
    text,
    at,
    words.filter(({ word }) => vocabulary.has(word)),
  );
  return closest !== undefined && heads.includes(closest.word);
}
