import type { Hypothesis } from "./schemas";

/** A measured share: of `n` cases, with the rows that it was counted from. */
export type Measured = { n: number; share: number | null; evidence: string[] };

/** The state by its measured number alone: below the least number of cases it is never failed. */
export function judgeHypothesis(hypothesis: Hypothesis, { n, share, evidence }: Measured): Hypothesis {
  const seen = { ...hypothesis, n, share, evidence };
  if (n === 0 || share === null) return { ...seen, state: "untested" };
  if (n < hypothesis.n_min) return { ...seen, state: "inconclusive" };
  if (share >= hypothesis.pass) return { ...seen, state: "passed" };
  return { ...seen, state: share < hypothesis.fail ? "failed" : "running" };
}
