/** The words of a text in lower case, as far as they mean something: four letters and more. */
export const wordsIn = (text: string): Set<string> =>
  new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]{4,}/gu) ?? []);

const NUMBER =
  /(\d{1,3}(?:[.,'’\u00a0 ]\d{3})+(?!\d)|\d+)([.,]\d+)?(?:\s?(%|k\b|m\b|bn\b|mio\b|mrd\b|(?:thousand|tausend|duizend|mil|mille|million|millón|milione?|millones|miljoen|milhão|milhões|billion|milliarde?|miliardo?|miljard|bilhão|bilhões|percent|prozent|procent)\p{L}*))?/giu;

/** Words for the same magnitude in the languages that emails are written in. */
const MAGNITUDES: readonly (readonly [RegExp, string])[] = [
  [/^(%|percent|pro[zc]ent)/, "%"],
  [/^(bn|mrd|billion|milliard|miliard|miljard|bilh)/, "b"],
  [/^(mio|m$|million|millón|milion|millones|miljoen|milh)/, "m"],
  [/^(k$|thousand|tausend|duizend|mil)/, "k"],
];

/** The numbers of a text with their magnitude: 1,200 and 1 200 are the same, 2.5 and 25 are not, and neither are 20 and 20 million. */
export const numbersIn = (text: string): Set<string> =>
  new Set(
    [...text.matchAll(NUMBER)].map(([, whole = "", part = "", size = ""]) => {
      const magnitude = MAGNITUDES.find(([words]) => words.test(size.toLowerCase()))?.[1] ?? "";
      return `${whole.replaceAll(/\D/g, "")}${part.replace(",", ".")}${magnitude}`;
    }),
  );

/** The beginning of a word stands for its forms: opened and opening are one. */
const stem = (word: string): string => [...word].slice(0, 4).join("");

/** Whether two texts have a word in common that is not among the passed-over ones; true when the first has none. */
export function shareWord(text: string, other: string, passedOver: ReadonlySet<string> = new Set()): boolean {
  const mine = [...wordsIn(text)].filter((word) => !passedOver.has(word));
  const theirs = new Set([...wordsIn(other)].map(stem));
  return mine.length === 0 || mine.some((word) => theirs.has(stem(word)));
}
