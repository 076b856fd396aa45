import { KINDS, type Candidate, type Kind } from "./candidate";
import { LIMITS } from "./limits";

/** Recommendations of a kind that were carried out and scored: how many, and how many moved their metric. */
export type TrackRecord = Partial<Record<Kind, { hits: number; count: number }>>;

export type Components = { p: number; value: number; gain: number; cost: number; irreversibility: number };
export type Scored = Candidate & {
  p: number;
  trackHits: number;
  trackCount: number;
  components: Components;
  score: number;
};

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** How likely a kind helps: its first guess, moved by its track record. */
export function chanceOf(kind: Kind, track: TrackRecord): { p: number; hits: number; count: number } {
  const { hits, count } = track[kind] ?? { hits: 0, count: 0 };
  const weight = LIMITS.priorWeight;
  return { p: rounded((KINDS[kind] * weight + hits) / (weight + count)), hits, count };
}

/** The score of a candidate, with everything that it is made of. */
export function score(found: Candidate, track: TrackRecord): Scored {
  const { p, hits, count } = chanceOf(found.kind, track);
  const components = {
    p,
    value: found.value,
    gain: rounded(p * found.value),
    cost: rounded((found.costCents / 100) * LIMITS.pointsPerDollar + found.minutes * LIMITS.pointsPerMinute),
    irreversibility: found.reversible ? 0 : LIMITS.pointsIrreversible,
  };
  const total = rounded(components.gain - components.cost - components.irreversibility);
  return { ...found, p, trackHits: hits, trackCount: count, components, score: total };
}
