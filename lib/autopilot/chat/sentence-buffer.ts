import { splitSentences } from "@/lib/autopilot/wording/split-sentences";

/** Blanks and references, whole or begun, may still belong to the sentence before them. */
const REFS_OR_BLANK = /^\s*(?:\[[^\]]*\]?\s*)*$/;

/** Text that arrives in pieces, given out in whole sentences: references behind a full stop belong to their sentence. */
export class SentenceBuffer {
  private waiting = "";

  add(text: string): string[] {
    this.waiting += text;
    const sentences = splitSentences(this.waiting);
    const open = sentences.findLastIndex((sentence) => !REFS_OR_BLANK.test(sentence));
    // The last sentence may go on, and so may the one before bare references.
    const whole = sentences.slice(0, Math.max(open, 0));
    this.waiting = sentences.slice(whole.length).join("");
    return whole;
  }

  flush(): string[] {
    const rest = splitSentences(this.waiting);
    this.waiting = "";
    return rest;
  }
}
