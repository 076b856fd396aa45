import type { Kind } from "./candidate";
import { LIMITS } from "./limits";
import type { Calibration } from "./schemas";
import type { TrackRecord } from "./score";

export type Judged = { kind: Kind; p: number; hits: boolean; carriedOut: boolean };

/** The track record of each kind: only what was carried out counts. */
export function trackRecordOf(judged: readonly Judged[]): TrackRecord {
  const track: TrackRecord = {};
  for (const { kind, hits } of judged.filter(({ carriedOut }) => carriedOut)) {
    const known = (track[kind] ??= { hits: 0, count: 0 });
    known.count += 1;
    known.hits += hits ? 1 : 0;
  }
  return track;
}

const BUCKETS = 10;

/** How well the chances that were told fit with what happened; a mean says something from 30 on. */
export function calibrationOf(judged: readonly Judged[]): Calibration {
  const done = judged.filter(({ carriedOut }) => carriedOut);
  const undone = judged.filter(({ carriedOut }) => !carriedOut);
  const isEnough = done.length >= LIMITS.calibrationFrom;
  const squares = done.reduce((sum, { p, hits }) => sum + (p - (hits ? 1 : 0)) ** 2, 0);
  const buckets = Array.from({ length: BUCKETS }, (_, index) => {
    const inside = done.filter(({ p }) => Math.min(BUCKETS - 1, Math.floor(p * BUCKETS)) === index);
    return {
      from: index / BUCKETS,
      count: inside.length,
      expected: inside.reduce((sum, { p }) => sum + p, 0),
      hits: inside.filter(({ hits }) => hits).length,
    };
  });
  return {
    count: done.length,
    brier: isEnough ? squares / done.length : null,
    buckets: isEnough ? buckets.filter(({ count }) => count > 0) : [],
    moved_anyway: { count: undone.filter(({ hits }) => hits).length, of: undone.length },
  };
}
