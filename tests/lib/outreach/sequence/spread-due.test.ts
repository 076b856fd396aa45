import { describe, expect, test } from "vitest";
import { spreadDue, type Due, type SendingDay } from "@/lib/outreach/sequence/spread-due";

const DAYS = ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"] as const;
const HOURS = 3600;

const week = (more: Partial<SendingDay> = {}, today: Partial<SendingDay> = {}): SendingDay[] =>
  DAYS.map((day, index) => ({
    day,
    openSeconds: 8 * HOURS,
    leftToday: null,
    dayLimit: 1000,
    rampLimit: null,
    gapSeconds: 0,
    domainLimit: null,
    ...more,
    ...(index === 0 && { leftToday: 1000, ...today }),
  }));
const due = (emails: number, more: Partial<Due> = {}): Due => ({
  day: DAYS[0],
  step: 1,
  domain: null,
  emails,
  gotToday: 0,
  ...more,
});
const counts = (lots: Due[], days: SendingDay[]): number[] => {
  const planned = spreadDue(lots, days);
  return DAYS.map((day) => planned.filter((lot) => lot.day === day).reduce((sum, { emails }) => sum + emails, 0));
};

describe("the emails of the next days", () => {
  test.each<[string, Due[], SendingDay[], number[]]>([
    ["leave on the day on which they are due", [due(3), due(4, { day: DAYS[2], step: 2 })], week(), [3, 0, 4, 0]],
    ["wait for a day with an open window", [due(3)], week({}, { openSeconds: 0 }), [0, 3, 0, 0]],
    [
      "keep the limit of the day, and the rest of today's",
      [due(25)],
      week({ dayLimit: 10 }, { leftToday: 4 }),
      [4, 10, 10, 1],
    ],
    [
      "keep the gap: 120 seconds apart in one hour are 31",
      [due(70)],
      week({ openSeconds: HOURS, gapSeconds: 120 }),
      [31, 31, 8, 0],
    ],
    [
      "rise with the ramp-up by 5 for each day of sending, and not for one without",
      [due(100)],
      week({ rampLimit: 10 }, { leftToday: 10, openSeconds: 0 }),
      [0, 10, 15, 20],
    ],
    [
      "keep the limit per company, today's emails included",
      [due(12, { domain: "acme.example", gotToday: 3 })],
      week({ domainLimit: 5 }),
      [2, 5, 5, 0],
    ],
    [
      "let one company not hold up another",
      [due(9, { domain: "acme.example" }), due(4, { domain: "other.example" }), due(6)],
      week({ domainLimit: 5 }),
      [15, 4, 0, 0],
    ],
    ["are none without a day", [due(3)], [], [0, 0, 0, 0]],
  ])("%s", (_words, lots, days, expected) => {
    expect(counts(lots, days)).toEqual(expected);
  });

  test("name their step", () => {
    const lots = [due(2), due(3, { step: 2 }), due(1, { step: 2, domain: "acme.example" })];
    expect(spreadDue(lots, week())).toEqual([
      { day: DAYS[0], step: 1, emails: 2 },
      { day: DAYS[0], step: 2, emails: 4 },
    ]);
  });
});
