/** The words of a text in lower case, as far as they mean something: four letters and more. */
export const wordsIn = (text: string): Set<string> =>
  new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]{4,}/gu) ?? []);

/** The numbers of a text without their separators, so that 1,200 and 1200 are the same. */
export const numbersIn = (text: string): Set<string> =>
  new Set((text.match(/\d[\d.,'’ ]*\d|\d/gu) ?? []).map((number) => number.replaceAll(/\D/g, "")));

/** The beginning of a word stands for its forms: opened and opening are one. */
const stem = (word: string): string => [...word].slice(0, 4).join("");

/** Whether two texts have a word in common that is not among the passed-over ones; true when the first has none. */
export function shareWord(text: string, other: string, passedOver: ReadonlySet<string> = new Set()): boolean {
  const mine = [...wordsIn(text)].filter((word) => !passedOver.has(word));
  const theirs = new Set([...wordsIn(other)].map(stem));
  return mine.length === 0 || mine.some((word) => theirs.has(stem(word)));
}
