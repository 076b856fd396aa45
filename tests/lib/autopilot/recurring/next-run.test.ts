import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { nextRun } from "@/lib/autopilot/recurring/next-run";

const ZONES = [
  "Europe/Berlin",
  "Europe/London",
  "America/New_York",
  "America/Havana",
  "America/Santiago",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Asia/Beirut",
  "Atlantic/Azores",
  "Australia/Lord_Howe",
  "Australia/Sydney",
  "Asia/Kolkata",
  "UTC",
];
const FROM = "2026-01-01";
const TO = "2031-01-01";
const DAY = 86_400_000;

const walk = (expression: string, zone: string, { from, to }: { from: string; to: string }): string[] => {
  const end = new Date(to);
  const runs: string[] = [];
  for (let at = nextRun(expression, zone, new Date(Date.parse(from) - 1)); at !== null && at < end;) {
    runs.push(at.toISOString());
    at = nextRun(expression, zone, at);
  }
  return runs;
};

type Day = (date: Temporal.PlainDate) => boolean;
const everyDay: Day = () => true;

/** A stretch of time during which the zone's clocks keep one distance from UTC; milliseconds, `end` is the next one's first. */
type Span = { start: number; end: number; offset: number };

/** The zone's stretches from a month before the walk until a month after it, by Temporal. */
function spansOf(zone: string): Span[] {
  const spans: Span[] = [];
  let at = Temporal.PlainDate.from(FROM).subtract({ months: 1 }).toZonedDateTime(zone);
  for (const last = Date.parse(TO) + 31 * DAY; at.epochMilliseconds < last;) {
    const next = at.getTimeZoneTransition("next") ?? at.add({ years: 10 });
    const offset = at.offsetNanoseconds / 1_000_000;
    spans.push({ start: at.epochMilliseconds, end: next.epochMilliseconds, offset });
    at = next;
  }
  return spans;
}

/** The dates of the walk and the ones beside it, each with the instant of its midnight in UTC. */
const DATES = Array.from({ length: (Date.parse(TO) - Date.parse(FROM)) / DAY + 2 }, (_, index) => {
  const date = Temporal.PlainDate.from(FROM).add({ days: index - 1 });
  return { date, midnight: Date.parse(FROM) + (index - 1) * DAY };
});

/** The oracle: each local day once, in a gap the first instant after it, in an overlap the first of both. */
function fixedTimes(times: readonly string[], spans: readonly Span[], isOn: Day): string[] {
  const found = new Set<number>();
  const onClock = times.map((time) => Date.parse(`1970-01-01T${time}Z`));
  for (const { date, midnight } of DATES) {
    if (!isOn(date)) continue;
    for (const shown of onClock.map((time) => midnight + time)) {
      const at = (offset: number): number => shown - offset;
      const showing = spans.find(({ start, end, offset }) => at(offset) >= start && at(offset) < end);
      const afterGap = spans.find(({ start, offset }) => at(offset) < start);
      const instant = showing ? at(showing.offset) : afterGap?.start;
      if (instant !== undefined) found.add(instant);
    }
  }
  const inRange = [...found].filter((at) => at >= Date.parse(FROM) && at < Date.parse(TO));
  return inRange.sort((one, other) => one - other).map((at) => new Date(at).toISOString());
}

type Shown = { at: string; minute: number; hour: number; day: number; month: number };
const SHORT = { from: "2026-09-01", to: "2027-12-01" };

/** The oracle of a distance: each real quarter of an hour with what the clocks show, over three changes of them. */
function quarters(spans: readonly Span[]): Shown[] {
  const found: Shown[] = [];
  for (let at = Date.parse(SHORT.from); at < Date.parse(SHORT.to); at += 15 * 60_000) {
    const offset = spans.find(({ end }) => at < end)?.offset ?? 0;
    const clock = new Date(at + offset);
    const [minute, hour] = [clock.getUTCMinutes(), clock.getUTCHours()];
    const [day, month] = [clock.getUTCDate(), clock.getUTCMonth() + 1];
    found.push({ at: new Date(at).toISOString(), minute, hour, day, month });
  }
  return found;
}

const isLast: Day = (date) => date.day === date.daysInMonth;
const FIXED: [string, string[], Day][] = [
  ["30 2 * * *", ["02:30"], everyDay],
  ["15 2 * * *", ["02:15"], everyDay],
  ["30 0 * * *", ["00:30"], everyDay],
  ["0 0 * * *", ["00:00"], everyDay],
  ["0,30 2 * * *", ["02:00", "02:30"], everyDay],
  ["15 1-3 * * *", ["01:15", "02:15", "03:15"], everyDay],
  ["30 2 29 2 *", ["02:30"], (date) => date.month === 2 && date.day === 29],
  ["0 0 L * *", ["00:00"], isLast],
  ["30 2 13 * 5", ["02:30"], (date) => date.day === 13 || date.dayOfWeek === 5],
  ["30 2 * * 0L", ["02:30"], (date) => date.dayOfWeek === 7 && date.add({ days: 7 }).month !== date.month],
  ["30 1 * * SUN#2", ["01:30"], (date) => date.dayOfWeek === 7 && Math.ceil(date.day / 7) === 2],
];

const INTERVALS: [string, (shown: Shown) => boolean][] = [
  ["0 * * * *", ({ minute }) => minute === 0],
  ["*/30 * * * *", ({ minute }) => minute % 30 === 0],
  ["0 */2 * * *", ({ minute, hour }) => minute === 0 && hour % 2 === 0],
  ["*/30 2 25 10 *", ({ minute, hour, day, month }) => minute % 30 === 0 && hour === 2 && day === 25 && month === 10],
];

describe("the next run of a schedule", () => {
  describe.each(ZONES)("in %s", (zone) => {
    const spans = spansOf(zone);

    it.each(FIXED)("%s happens once on each local day that has the date", (expression, times, isOn) => {
      expect(walk(expression, zone, { from: FROM, to: TO })).toEqual(fixedTimes(times, spans, isOn));
    });

    it("steps and wildcards keep their distance when the clocks change", () => {
      const all = quarters(spans);
      for (const [expression, fits] of INTERVALS) {
        const expected = all.filter(fits).map(({ at }) => at);
        expect(walk(expression, zone, SHORT), expression).toEqual(expected);
      }
    });
  });

  it("goes on from any instant around a change of the clocks", () => {
    const change = Date.parse("2026-10-25T01:00:00.000Z");
    for (const after of [-1, 0, 1, 999, 1000].map((ms) => change + ms)) {
      expect(nextRun("*/30 * * * *", "Europe/Berlin", new Date(after))?.toISOString()).toBe(
        after < change ? "2026-10-25T01:00:00.000Z" : "2026-10-25T01:30:00.000Z",
      );
    }
  });

  it("reads nicknames, and the times of a list in their order", () => {
    expect(nextRun("@daily", "UTC", new Date("2026-03-01T12:00:00Z"))).toEqual(new Date("2026-03-02T00:00:00Z"));
    expect(nextRun("0 18,6 * * *", "UTC", new Date("2026-03-01T05:00:00Z"))).toEqual(new Date("2026-03-01T06:00:00Z"));
  });
});
