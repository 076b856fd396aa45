import type { MemoryRow } from "./facts";
import { markText, ownText } from "./marks";
import type { ContextItem } from "./schemas";
import { shortRef } from "./short-ref";

/** Confirmed memories as they were read: rules, preferences, facts. Words that the founder did not write stand between marks. */
export function memoryLine(tag: string, { id, kind, text, trust, enforced }: MemoryRow): ContextItem {
  const words =
    trust === "founder" ? ownText(text, 280) : markText(tag, { from: "memory", auth: trust, text, most: 280 });
  return {
    text: `${kind}${enforced ? " (checked before each action)" : ""}: ${words}`,
    refs: [shortRef("n", id)],
    trust,
  };
}
