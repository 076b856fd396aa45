import { markText, ownText } from "./marks";
import type { ContextItem, ContextTurn } from "./schemas";

/** The newest turn first. Answers of a model quote others, so they stand between marks. */
export const talkLines = (tag: string, turns: readonly ContextTurn[]): ContextItem[] =>
  turns.toReversed().map(({ role, text, ref }) =>
    role === "user"
      ? { text: `founder: ${ownText(text, 4_000)}`, refs: [ref], trust: "founder" }
      : {
          text: `you: ${markText(tag, { from: "assistant", auth: "none", text, most: 2_000 })}`,
          refs: [ref],
          trust: "model",
        },
  );
