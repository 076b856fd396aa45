import { foldText } from "./fold-text";
import { LEGAL } from "./words/legal";

/** A longer text is not searched by its end. */
const MAX_SEARCHED = 20_000;

/** The legal matter that a text speaks of, by fixed words alone, and the days that are left to answer it; null for any other text. */
export function findLegalWords(text: string): { days: number; why: string } | null {
  const folded = foldText(text.slice(0, MAX_SEARCHED)).replace(/\s+/g, " ");
  const found = LEGAL.find(({ sign }) => sign.test(folded));
  return found ? { days: found.days, why: found.why } : null;
}
