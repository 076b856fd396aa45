import { expect, test } from "vitest";
import { forecastOf } from "@/lib/metering/metrics/forecast";

const NOVEMBER = { month: "2026-11-01", spent: 1, limit: 5, since: "2026-11-01" };
const at = (time: string): Date => new Date(`2026-11-${time}:00Z`);

test.each([
  ["half the month at half the budget", NOVEMBER, at("16T00:00"), 2, null],
  ["the first day is a whole one", NOVEMBER, at("01T01:00"), 1 + 29 + 23 / 24, "2026-11-05"],
  [
    "a pace begins with the first call, not with the month",
    { ...NOVEMBER, since: "2026-11-21" },
    at("23T00:00"),
    5,
    null,
  ],
  ["used up before the end", { ...NOVEMBER, spent: 4 }, at("11T00:00"), 12, "2026-11-13"],
  ["used up already", { ...NOVEMBER, spent: 5 }, at("11T12:00"), (5 / 10.5) * 30, "2026-11-11"],
  ["no limit, no such day", { ...NOVEMBER, limit: null, spent: 400 }, at("11T00:00"), 1_200, null],
  ["nothing spent, nothing to come", { ...NOVEMBER, spent: 0, since: null }, at("11T00:00"), 0, null],
  ["the last minute of a year", { ...NOVEMBER, month: "2026-12-01" }, new Date("2026-12-31T23:59:59Z"), 1, null],
])("%s", (_what, spending, now, forecastUsd, usedUpOn) => {
  const forecast = forecastOf(spending, now);
  expect(forecast.forecastUsd).toBeCloseTo(forecastUsd, 4);
  expect(forecast.usedUpOn).toBe(usedUpOn);
});
