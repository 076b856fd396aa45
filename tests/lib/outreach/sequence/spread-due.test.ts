import { describe, expect, test } from "vitest";
import { spreadDue, type Due, type SendingDay } from "@/lib/outreach/sequence/spread-due";

const DAYS = ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"] as const;
const HOURS = 3600;

const week = (more: Partial<SendingDay> = {}, today: Partial<SendingDay> = {}): SendingDay[] =>
  DAYS.map((day, index) => ({
    campaignId: "one",
    mailbox: 1,
    day,
    openSeconds: 8 * HOURS,
    leftToday: null,
    dayLimit: 1000,
    accountLeftToday: null,
    accountLimit: 1000,
    rampLimit: null,
    sentToday: false,
    gapSeconds: 0,
    domainLimit: null,
    ...more,
    ...(index === 0 && { leftToday: 1000, accountLeftToday: 1000, ...today }),
  }));
const due = (emails: number, more: Partial<Due> = {}): Due => ({
  campaignId: "one",
  mailbox: 1,
  day: DAYS[0],
  step: 1,
  domain: null,
  emails,
  gotToday: 0,
  ...more,
});
const counts = (lots: Due[], days: SendingDay[], campaignId = "one"): number[] => {
  const planned = spreadDue(lots, days).filter((lot) => lot.campaignId === campaignId);
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
      "keep the limit of the account, and the rest of today's",
      [due(25)],
      week({ accountLimit: 10 }, { accountLeftToday: 4 }),
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
      week({ rampLimit: 10 }, { accountLeftToday: 10, openSeconds: 0 }),
      [0, 10, 15, 20],
    ],
    [
      "rise with the ramp-up after a day whose share was sent already",
      [due(100)],
      week({ rampLimit: 10, sentToday: true }, { accountLeftToday: 0 }),
      [0, 15, 20, 25],
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
      { campaignId: "one", day: DAYS[0], step: 1, emails: 2 },
      { campaignId: "one", day: DAYS[0], step: 2, emails: 4 },
    ]);
  });

  test("of two campaigns share the limits of their account, and each keeps its own", () => {
    const account = { accountLimit: 10, rampLimit: null };
    const days = [
      ...week({ ...account, dayLimit: 3 }, { leftToday: 3, accountLeftToday: 8 }),
      ...week({ ...account, campaignId: "two" }, { accountLeftToday: 8 }),
    ];
    const lots = [due(5), due(20, { campaignId: "two" })];
    expect(counts(lots, days)).toEqual([3, 2, 0, 0]);
    expect(counts(lots, days, "two")).toEqual([5, 8, 7, 0]);
  });

  test("of two campaigns keep one gap and one limit per company", () => {
    const acme = { domain: "acme.example" };
    const days = [
      ...week({ openSeconds: HOURS, gapSeconds: 120, domainLimit: 5 }),
      ...week({ openSeconds: HOURS, gapSeconds: 120, domainLimit: 5, campaignId: "two" }),
    ];
    const lots = [due(3, acme), due(4, { ...acme, campaignId: "two" }), due(40, { campaignId: "two" })];
    expect(counts(lots, days)).toEqual([3, 0, 0, 0]);
    expect(counts(lots, days, "two")).toEqual([28, 16, 0, 0]);
  });
});
