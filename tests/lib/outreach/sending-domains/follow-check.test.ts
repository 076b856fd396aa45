import { describe, expect, test } from "vitest";
import { followCheck, NEW_CLOCK, type Checked, type DomainClock } from "@/lib/outreach/sending-domains/follow-check";

const START = Date.parse("2026-03-02T09:00:00Z");
const HOUR_MS = 3_600_000;
const at = (hours: number): Date => new Date(START + hours * HOUR_MS);
const check = (status: Checked["status"], hours: number, more: Partial<Checked> = {}): Checked => ({
  status,
  at: at(hours),
  sends: true,
  fit: true,
  ...more,
});
const follow = (...checks: Checked[]): DomainClock => checks.reduce(followCheck, NEW_CLOCK);
/** Minutes from each check to the next one, each at the time that the one before named. */
function waits(status: Checked["status"], count: number, sends = true): (number | null)[] {
  let clock = NEW_CLOCK;
  let now = at(0);
  return Array.from({ length: count }, () => {
    clock = followCheck(clock, { status, at: now, sends, fit: true });
    const minutes = clock.nextCheckAt && (clock.nextCheckAt.getTime() - now.getTime()) / 60_000;
    now = clock.nextCheckAt ?? now;
    return minutes;
  });
}

describe("a domain is checked again", () => {
  test.each(["failing", "unknown"] as const)(
    "while it is %s: soon, then each hour for 72 hours, then each day",
    (status) => {
      const minutes = waits(status, 80);
      expect(minutes.slice(0, 6)).toEqual([1, 2, 5, 10, 30, 60]);
      expect(minutes.slice(5, 77).every((wait) => wait === 60)).toBe(true);
      expect(minutes.slice(78)).toEqual([1_440, 1_440]);
    },
  );

  test("each day once it is right, and not by itself while no mailbox sends from it", () => {
    expect(follow(check("verified", 0)).nextCheckAt).toEqual(at(24));
    expect(follow(check("verified", 0, { sends: false })).nextCheckAt).toBeNull();
    expect(waits("failing", 80, false).at(-1)).toBeNull();
  });

  test("never where nothing can be judged", () => {
    expect(follow(check("unknown", 0, { fit: false }))).toEqual(NEW_CLOCK);
  });
});

describe("cold emails wait", () => {
  test("from the first check on that is certain of a fault 72 hours after the first one", () => {
    expect(follow(check("failing", 0), check("failing", 71.9))).toMatchObject({ failingSince: at(0), pausedAt: null });
    expect(follow(check("failing", 0), check("failing", 72))).toMatchObject({ failingSince: at(0), pausedAt: at(72) });
  });

  test("not because a server does not answer, however long, and no longer once the records are right", () => {
    expect(follow(check("unknown", 0), check("unknown", 500)).failingSince).toBeNull();
    const silent = follow(check("failing", 0), check("unknown", 10), check("unknown", 100));
    expect(silent).toMatchObject({ failingSince: at(0), pausedAt: null });
    expect(followCheck(silent, check("failing", 101)).pausedAt).toEqual(at(101));
    const paused = follow(check("failing", 0), check("failing", 80), check("unknown", 90));
    expect(paused.pausedAt).toEqual(at(80));
    expect(followCheck(paused, check("verified", 91))).toMatchObject({ failingSince: null, pausedAt: null });
  });

  test("with a new clock for a new fault, and never where nothing is sent", () => {
    const again = follow(check("failing", 0), check("verified", 80), check("failing", 81));
    expect(again).toMatchObject({ failingSince: at(81), pausedAt: null });
    expect(follow(check("failing", 0), check("failing", 100, { sends: false })).pausedAt).toBeNull();
  });
});
