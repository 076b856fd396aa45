import { formatFigure } from "./format-figure";
import type { Draft, Figure, LintItem } from "./schemas";

/** A sentence in which code has written the named figures and items. */
export type Rendered = {
  text: string;
  /** Where code wrote: these parts are true by themselves. */
  spans: { index: number; length: number; figure?: Figure; item?: LintItem }[];
  /** A placeholder that names nothing. */
  unknown: string | null;
};

const PLACEHOLDER = /\{\{\s*(fig|item)\s*:\s*([^{}\s]{1,80})\s*\}\}/g;
const HALF_PLACEHOLDER = /\{\{|\}\}/;
const VERDICTS: Record<LintItem["verdict"], string> = {
  verified: "",
  accepted: " (accepted by the provider)",
  claimed: " (claimed, not verified)",
};

export const itemWords = ({ text, verdict }: LintItem): string =>
  `${text.replace(/[.!?]+\s*$/, "")}${VERDICTS[verdict]}`;

/** Writes figures and items into a sentence and remembers where. */
export function renderPlaceholders(sentence: string, { figures, items }: Pick<Draft, "figures" | "items">): Rendered {
  const rendered: Rendered = { text: "", spans: [], unknown: null };
  let start = 0;
  for (const match of sentence.matchAll(PLACEHOLDER)) {
    const [whole, kind, id] = match;
    const figure = kind === "fig" ? figures.find((one) => one.id === id) : undefined;
    const item = kind === "item" ? items.find((one) => one.id === id) : undefined;
    if (!figure && !item) return { ...rendered, unknown: whole };
    rendered.text += sentence.slice(start, match.index);
    const words = figure ? formatFigure(figure) : item ? itemWords(item) : "";
    rendered.spans.push({ index: rendered.text.length, length: words.length, figure, item });
    rendered.text += words;
    start = match.index + whole.length;
  }
  rendered.text += sentence.slice(start);
  if (HALF_PLACEHOLDER.test(sentence.slice(start))) rendered.unknown = "{{";
  return rendered;
}

/** Spaces in place of some parts, so that every other place keeps its index. */
export function blank(text: string, spans: readonly { index: number; length: number }[]): string {
  return spans.reduce(
    (masked, { index, length }) => masked.slice(0, index) + " ".repeat(length) + masked.slice(index + length),
    text,
  );
}
