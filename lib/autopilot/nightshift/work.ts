import type { Facts } from "./facts";
import type { Scored } from "./score";

/** The words that a night ends with: the rules' own, or a model's where every sentence has a source. */
export type Worded = Scored & { origin: "rule" | "model" };

/** The findings of a run so far. They are stored after each step, so that a run that was cut off goes on where it was. */
export type Work = {
  facts?: Facts;
  /** Why only rules write the report. */
  factsOnly?: string | null;
  /** A frozen workspace gets numbers and no recommendations. */
  isFrozen?: boolean;
  ranked?: Scored[];
  hash?: string;
  worded?: Worded[];
  answeredBy?: string | null;
  removedSentences?: number;
  modelCalls?: number;
  costUsd?: number;
};
