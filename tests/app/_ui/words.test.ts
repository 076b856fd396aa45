import { expect, test } from "vitest";
import { formatChange, formatDuration, formatShare, formatUsd } from "@/app/_ui/numbers";
import { relativeTime, timeUntil } from "@/app/_ui/when";

test("durations read as a person says them", () => {
  expect([0, 850, 999.6, 3249, 60_000, 125_000].map(formatDuration)).toEqual([
    "0 ms",
    "850 ms",
    "1.0 s",
    "3.2 s",
    "1 min 0 s",
    "2 min 5 s",
  ]);
});

test("a share of nothing is a dash, not a division by zero", () => {
  expect(formatShare(0, 0)).toBe("–");
  expect(formatShare(1, 8)).toBe("12.5%");
});

test("a change needs something to compare with", () => {
  expect(formatChange(5, 0)).toBeNull();
  expect(formatChange(15, 10)).toBe("+50%");
  expect(formatChange(5, 10)).toBe("-50%");
});

test("small costs keep their digits, large ones only cents", () => {
  expect([0, 0.0042, 12.3456, 0.000012].map(formatUsd)).toEqual(["$0.00", "$0.0042", "$12.35", "<$0.0001"]);
});

test("the recent past is relative; a clock that runs behind does not show the future", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  const ago = (seconds: number): string => relativeTime(new Date(now - seconds * 1000).toISOString(), now);
  expect([-30, 0, 45, 300, 7200].map(ago)).toEqual([
    "just now",
    "just now",
    "less than a minute ago",
    "5 min ago",
    "2 h ago",
  ]);
});

test("a moment to come is told as the time until it, and is now once it is there", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  const due = (seconds: number): string => timeUntil(new Date(now + seconds * 1000).toISOString(), now);
  expect([-5, 0, 45, 300, 7200].map(due)).toEqual(["now", "now", "in less than a minute", "in 5 min", "in 2 h"]);
  expect(due(3 * 86_400)).toMatch(/^Nov 24, /);
});

test("a day of another year shows the year", () => {
  const now = Date.parse("2026-01-15T12:00:00Z");
  expect(relativeTime("2026-01-02T12:00:00Z", now)).not.toMatch(/202\d/);
  expect(relativeTime("2025-11-21T12:00:00Z", now)).toMatch(/^Nov 21, 2025, /);
});
