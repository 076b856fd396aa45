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

/** The oracle: each local day once, in a gap the first instant after it, in an overlap the first of both. */
function fixedTimes(times: readonly string[], zone: string, isOn: Day): string[] {
  const found = new Set<string>();
  const end = Temporal.PlainDate.from(TO).add({ days: 1 });
  for (let date = Temporal.PlainDate.from(FROM).subtract({ days: 1 }); date.toString() < end.toString();) {
    for (const time of isOn(date) ? times : []) {
      const shown = date.toPlainDateTime(Temporal.PlainTime.from(time));
      const first = shown.toZonedDateTime(zone, { disambiguation: "earlier" });
      const exists = first.toPlainDateTime().equals(shown);
      const at = exists ? first : first.getTimeZoneTransition("next");
      if (at) found.add(new Date(at.epochMilliseconds).toISOString());
    }
    date = date.add({ days: 1 });
  }
  return inRange(found);
}

type Shown = { at: string; minute: number; hour: number; day: number; month: number };
const SHORT = { from: "2026-09-01", to: "2027-12-01" };

/** The oracle of a distance: each real quarter of an hour with what the clocks show, over three changes of them. */
function quarters(zone: string): Shown[] {
  const found: Shown[] = [];
  for (let at = Date.parse(SHORT.from); at < Date.parse(SHORT.to); at += 15 * 60_000) {
    const { minute, hour, day, month } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
    found.push({ at: new Date(at).toISOString(), minute, hour, day, month });
  }
  return found;
}

const inRange = (found: Set<string>): string[] =>
  [...found].sort().filter((at) => at >= new Date(FROM).toISOString() && at < new Date(TO).toISOString());

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
    it.each(FIXED)("%s happens once on each local day that has the date", (expression, times, isOn) => {
      expect(walk(expression, zone, { from: FROM, to: TO })).toEqual(fixedTimes(times, zone, isOn));
    });

    it("steps and wildcards keep their distance when the clocks change", () => {
      const all = quarters(zone);
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
