import { formatFigure } from "./format-figure";
import { distance, headWords, isAbout, nearest, wordsIn, type Place } from "./labels";
import { isRounded, numbersIn, RATIOS, TRENDS, type FoundNumber } from "./numbers";
import { blank, type Rendered } from "./placeholders";
import type { Draft, Figure } from "./schemas";
import { canonicalWindow, windowsIn, type FoundWindow } from "./windows";

/** Parts of a sentence whose digits count nothing: references, dates, times, versions, numbers of a list. */
const EXEMPT =
  /\[[a-z]:[^\]\s]*\]|\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?\b|\b\d{1,2}:\d{2}(?::\d{2})?\s?Z?\b|\b(?:v|version |version: )\d+(?:\.\d+)*\b|^\s*(?:[-*]\s*)?\d{1,2}[.)]\s|(?:\b\d{1,2}\.? )?\b(?:january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|marts|mai|maj|juni|juli|oktober|dezember|december)\b(?: \d{1,2}(?:st|nd|rd|th)?)?(?:,? \d{4})?|\S+@\S+|\b(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)+\/\S*/giu;

export const exemptParts = (text: string): { index: number; length: number }[] =>
  [...text.matchAll(EXEMPT)].map((match) => ({ index: match.index, length: match[0].length }));

export type Judged = { why: string | null; text: string; refs: string[]; used: Figure[] };

const unitsAgree = (found: FoundNumber, { unit }: Figure): boolean =>
  unit === "percent" ? found.unit === "percent" : /^[A-Z]{3}$/.test(unit) ? found.unit === unit : found.unit === null;

/** Null: the sentence names no stretch of time. */
function windowAgrees(
  text: string,
  at: Place,
  { figure, windows }: { figure: Figure; windows: readonly FoundWindow[] },
): boolean | null {
  const closest = nearest(text, at, windows);
  if (!closest) return null;
  const own = canonicalWindow(figure.window);
  if (closest.window === own || (closest.window === "before" && own.endsWith("-before"))) return true;
  // "3 replies, up from 1 before, in the last 7 days": the one of the same clause may be missing.
  const same = windows.filter((one) => distance(text, at, one) < 1_000);
  return same.length === 0 && windows.some(({ window }) => window === own);
}

/** "One question" and "two ways" count nothing that is measured. */
function isSmallCount(text: string, found: FoundNumber, figures: readonly Figure[]): boolean {
  if (!found.isWord || found.value > 3 || found.unit !== null) return false;
  const vocabulary = new Set(figures.flatMap(({ label }) => headWords(label)));
  return !wordsIn(text).some((word) => vocabulary.has(word.word) && distance(text, found, word) < 30);
}

const name = (found: FoundNumber, text: string): string => text.slice(found.index, found.index + found.length).trim();

function checkRatios(text: string, figures: readonly Figure[]): string | null {
  const words = wordsIn(text);
  const mentioned = (figure: Figure): boolean =>
    headWords(figure.label).every((head) => words.some(({ word }) => word === head));
  const pairs = figures.flatMap((figure) => {
    const before = figures.find(({ id }) => id === `${figure.id}_before`);
    return before && figure.measured && mentioned(figure) ? [{ now: figure.value, past: before.value }] : [];
  });
  for (const { words: ratioWords, ratio } of RATIOS)
    if (
      ratioWords.test(text) &&
      !pairs.some(({ now, past }) => past > 0 && Math.abs(now / past - ratio) <= ratio * 0.05)
    )
      return `No two figures compare as “${ratioWords.exec(text)?.[0] ?? ""}” says.`;
  for (const { words: trendWords, sign } of TRENDS)
    if (trendWords.test(text) && !pairs.some(({ now, past }) => Math.sign(now - past) === sign))
      return `No figure moved as “${trendWords.exec(text)?.[0] ?? ""}” says.`;
  return null;
}

/** Each number that code did not write is one of the figures: equal as rounded, of the same unit, thing and stretch of time. */
export function checkNumbers({ text, spans }: Rendered, { figures, items }: Pick<Draft, "figures" | "items">): Judged {
  const windows = windowsIn(blank(text, spans));
  const quoted = items.flatMap(({ text: words }) => {
    const index = words === "" ? -1 : text.indexOf(words);
    return index < 0 ? [] : [{ index, length: words.length }];
  });
  const rest = blank(text, [...spans, ...exemptParts(text), ...quoted, ...windows]);
  const used: Figure[] = [];
  let shown = text;
  for (const found of numbersIn(rest).toReversed()) {
    if (isSmallCount(rest, found, figures)) continue;
    const figure = figures.find(
      (one) =>
        one.measured &&
        unitsAgree(found, one) &&
        isRounded(found, one.value) &&
        isAbout(blank(text, spans), found, { figure: one, figures }) &&
        windowAgrees(text, found, { figure: one, windows }) === true,
    );
    if (!figure) return { why: `The number “${name(found, text)}” has no source.`, text, refs: [], used };
    used.push(figure);
    // A bare "$0" would hide whether anything was measured.
    if (/^[A-Z]{3}$/.test(figure.unit))
      shown = shown.slice(0, found.index) + formatFigure(figure) + shown.slice(found.index + found.length);
  }
  const named = spans.flatMap((span) => (span.figure ? [{ ...span, figure: span.figure }] : []));
  for (const span of named) {
    if (!isAbout(text, span, { figure: span.figure, figures }))
      return { why: `“${span.figure.label}” stands on another thing.`, text, refs: [], used };
    if (windowAgrees(text, span, { figure: span.figure, windows }) === false)
      return { why: `“${span.figure.label}” is of another time: ${span.figure.window}.`, text, refs: [], used };
  }
  const why = checkRatios(blank(text, spans), figures);
  const all = [...used, ...named.map(({ figure }) => figure)];
  const missing =
    windows.length === 0 && named.length > 0 ? [...new Set(named.map(({ figure }) => figure.window))] : [];
  return { why, text: withWindows(shown, missing), refs: all.map(({ ref }) => ref), used: all };
}

const TAIL = /([.!?…]*["”')\]]*(?:\s*\[[a-z]:[^\]\s]*\])*\s*)$/u;
const withWindows = (text: string, windows: readonly string[]): string =>
  windows.length === 0 ? text : text.replace(TAIL, ` (${windows.join(", ")})$1`);

/** References that are not there yet, behind the sentence. */
export function withRefs(text: string, refs: readonly string[]): string {
  const missing = [...new Set(refs)].filter((ref) => !text.includes(`[${ref}]`));
  if (missing.length === 0) return text;
  const body = text.trimEnd();
  return `${body} ${missing.map((ref) => `[${ref}]`).join(" ")}${text.slice(body.length)}`;
}
