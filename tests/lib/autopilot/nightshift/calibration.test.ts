import fc from "fast-check";
import { expect, test } from "vitest";
import { calibrationOf, trackRecordOf, type Judged } from "@/lib/autopilot/nightshift/calibration";
import { candidate, KINDS, type Kind } from "@/lib/autopilot/nightshift/candidate";
import { judgeOutcome } from "@/lib/autopilot/nightshift/metric";
import { rank } from "@/lib/autopilot/nightshift/rank";
import { chanceOf } from "@/lib/autopilot/nightshift/score";

const KIND_NAMES = Object.keys(KINDS) as Kind[];
const judged = (kind: Kind, hits: boolean, more: Partial<Judged> = {}): Judged => ({
  kind,
  p: 0.5,
  hits,
  carriedOut: true,
  ...more,
});
const times = (count: number, each: Judged): Judged[] => Array.from({ length: count }, () => each);
const found = (kind: Kind, value: number) =>
  candidate({ key: kind, kind, title: kind, why: kind, value, minutes: 5, evidence: ["e:1"] });

test("a kind that always misses sinks below one that hits within ten outcomes, though both began alike", () => {
  const [good, bad] = ["first_payment", "list_exhausted"] as const;
  expect(KINDS[good]).toBe(KINDS[bad]);
  // The one that will miss is worth more.
  const candidates = [found(good, 60), found(bad, 80)];
  const orderAfter = (outcomes: number): Kind[] => {
    const track = trackRecordOf([...times(outcomes, judged(good, true)), ...times(outcomes, judged(bad, false))]);
    return rank(candidates, { track, refused: [] }).ranked.map(({ kind }) => kind);
  };
  expect(orderAfter(0)).toEqual([bad, good]);
  const turned = Array.from({ length: 10 }, (_, index) => index + 1).find((count) => orderAfter(count)[0] === good);
  expect(turned).toBeLessThanOrEqual(10);
  expect(orderAfter(10)).toEqual([good, bad]);
});

test("with each hit the chance of a kind rises and with each miss it falls, towards what happens", () => {
  fc.assert(
    fc.property(fc.constantFrom(...KIND_NAMES), fc.nat(60), fc.nat(60), (kind, hits, misses) => {
      const chance = (h: number, m: number): number =>
        chanceOf(kind, trackRecordOf([...times(h, judged(kind, true)), ...times(m, judged(kind, false))])).p;
      const p = chance(hits, misses);
      expect(p).toBeGreaterThanOrEqual(0);
      expect(p).toBeLessThanOrEqual(1);
      expect(chance(hits + 1, misses)).toBeGreaterThanOrEqual(p);
      expect(chance(hits, misses + 1)).toBeLessThanOrEqual(p);
    }),
  );
  const many = trackRecordOf(times(500, judged("goal_off_track", true)));
  expect(chanceOf("goal_off_track", many).p).toBeGreaterThan(0.95);
});

test("a recommendation that was not carried out gives its kind no track record, and is the comparison", () => {
  const left = times(40, judged("payment_failed", true, { carriedOut: false }));
  expect(trackRecordOf(left)).toEqual({});
  expect(calibrationOf(left)).toMatchObject({ count: 0, brier: null, moved_anyway: { count: 40, of: 40 } });
});

const outcomes = (carriedOut: boolean, length: { minLength?: number; maxLength: number }) =>
  fc.array(
    fc.record({
      kind: fc.constantFrom(...KIND_NAMES),
      p: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
      hits: fc.boolean(),
      carriedOut: fc.constant(carriedOut),
    }),
    length,
  );

test("fewer than 30 outcomes of what was carried out are no track record", () => {
  fc.assert(
    fc.property(outcomes(true, { maxLength: 29 }), outcomes(false, { maxLength: 40 }), (done, left) => {
      expect(calibrationOf([...done, ...left])).toMatchObject({ count: done.length, brier: null, buckets: [] });
    }),
  );
});

test("the Brier score and the buckets are those of an independent count, from 30 outcomes on", () => {
  const [many, others] = [outcomes(true, { minLength: 30, maxLength: 120 }), outcomes(false, { maxLength: 40 })];
  fc.assert(
    fc.property(many, others, (done, left) => {
      const { count, brier, buckets } = calibrationOf([...done, ...left]);
      expect(count).toBe(done.length);
      // p² for a miss, (1 − p)² for a hit, written out once more.
      let sum = 0;
      for (const { p, hits } of done) sum += hits ? 1 - 2 * p + p * p : p * p;
      expect(brier).toBeCloseTo(sum / done.length, 9);
      expect(buckets.reduce((total, bucket) => total + bucket.count, 0)).toBe(done.length);
      expect(buckets.reduce((total, bucket) => total + bucket.hits, 0)).toBe(done.filter(({ hits }) => hits).length);
      for (const { from, count: inside, expected } of buckets) {
        expect(expected / inside).toBeGreaterThanOrEqual(from - 1e-9);
        expect(expected / inside).toBeLessThanOrEqual(from + 0.1 + 1e-9);
      }
    }),
  );
});

test.each([
  [3, 9, 1, "hit"],
  [3, 3, 1, "miss"],
  [3, 2, 1, "miss"],
  [1, 0, -1, "hit"],
  [1, 1, -1, "miss"],
  [null, 9, 1, "unmeasurable"],
  [3, null, 1, "unmeasurable"],
] as const)("a number that went from %s to %s, of which %s was expected, is a %s", (before, after, low, outcome) => {
  expect(judgeOutcome(before, after, low)).toBe(outcome);
});
