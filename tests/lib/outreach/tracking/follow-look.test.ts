import { describe, expect, test } from "vitest";
import { carriesLinks, followLook, NEW_CLOCK, type TrackingClock } from "@/lib/outreach/tracking/follow-look";

const START = Date.parse("2026-03-02T09:00:00Z");
const at = (hours: number): Date => new Date(START + hours * 3_600_000);
type Status = "verified" | "failing" | "unknown";
const follow = (...checks: [Status, number][]): TrackingClock =>
  checks.reduce((clock, [status, hours]) => followLook(clock, { status, at: at(hours), fit: true }), NEW_CLOCK);

test.each(["failing", "unknown"] as const)(
  "a host that is %s is checked soon, then each hour for 72 hours, then each day",
  (status) => {
    let clock = NEW_CLOCK;
    let now = at(0);
    const minutes = Array.from({ length: 80 }, () => {
      clock = followLook(clock, { status, at: now, fit: true });
      const next = clock.nextCheckAt ?? now;
      const wait = (next.getTime() - now.getTime()) / 60_000;
      now = next;
      return wait;
    });
    expect(minutes.slice(0, 6)).toEqual([1, 2, 5, 10, 30, 60]);
    expect(minutes.slice(5, 77).every((wait) => wait === 60)).toBe(true);
    expect(minutes.at(-1)).toBe(1_440);
  },
);

test("a host that is right is checked each hour, and one that can never lead here not at all", () => {
  expect(follow(["verified", 0]).nextCheckAt).toEqual(at(1));
  expect(followLook(NEW_CLOCK, { status: "unknown", at: at(0), fit: false })).toEqual(NEW_CLOCK);
});

describe("new links use a host", () => {
  const carries = (clock: TrackingClock, hours: number): boolean => carriesLinks(clock, at(hours));

  test("that was right lately, until a check is certain that it is not", () => {
    expect(carries(NEW_CLOCK, 0)).toBe(false);
    expect(carries(follow(["verified", 0]), 1)).toBe(true);
    expect(carries(follow(["verified", 0], ["failing", 1]), 1)).toBe(false);
    expect(carries(follow(["verified", 0], ["failing", 1], ["unknown", 2]), 2)).toBe(false);
    expect(carries(follow(["verified", 0], ["failing", 1], ["verified", 2]), 2)).toBe(true);
  });

  test("through checks without an answer, for a day", () => {
    const silent = follow(["verified", 0], ["unknown", 1], ["unknown", 2]);
    expect(silent.failingSince).toBeNull();
    expect([carries(silent, 23.9), carries(silent, 24)]).toEqual([true, false]);
  });
});
