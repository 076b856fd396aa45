import { checkFacts } from "./check-facts";
import { checkNumbers, withRefs } from "./check-numbers";
import { renderPlaceholders } from "./placeholders";
import type { Draft, LintedText, RemovedSentence } from "./schemas";
import { splitSentences } from "./split-sentences";

function judge(sentence: string, draft: Draft): { text: string } | { why: string } {
  const rendered = renderPlaceholders(sentence, draft);
  if (rendered.unknown !== null) return { why: `“${rendered.unknown}” names no figure and no item.` };
  const numbers = checkNumbers(rendered, draft);
  const why = numbers.why ?? checkFacts(rendered, draft, numbers.used);
  if (why !== null) return { why };
  const items = rendered.spans.flatMap(({ item }) => (item ? [item.ref] : []));
  return { text: withRefs(numbers.text, [...numbers.refs, ...items]) };
}

/**
 * A text in which every number, milestone, superlative, name, page and time has a source: placeholders are written by code, and a
 * sentence that says more than its figures and items is left out, with the reason.
 */
export function lintText(draft: Draft): LintedText {
  const removed: RemovedSentence[] = [];
  const kept = splitSentences(draft.text).flatMap((sentence) => {
    const judged = judge(sentence, draft);
    if ("text" in judged) return [judged.text];
    removed.push({ sentence: sentence.trim(), why: judged.why });
    return [];
  });
  return { text: kept.join(""), removed };
}
