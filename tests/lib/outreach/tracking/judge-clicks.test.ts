import { expect, test } from "vitest";
import { judgeClicks, type SeenClick } from "@/lib/outreach/tracking/judge-clicks";

const DELIVERED = new Date("2026-03-02T09:00:00Z");
const click = (id: string, seconds: number, visitor: string | null, machine: string | null = null): SeenClick => ({
  id,
  at: new Date(DELIVERED.getTime() + seconds * 1000),
  visitor,
  machine,
});
const machines = (...clicks: SeenClick[]): string[] => [...judgeClicks(clicks, DELIVERED)];

test("several hosts within a minute of the delivery are a scanner's, also before it was recorded", () => {
  expect(machines(click("a", -2, "one"), click("b", 5, "two"))).toEqual(["a", "b"]);
  expect(machines(click("a", 3, "one"), click("b", 59, "two"), click("c", 60, "three"))).toEqual(["a", "b"]);
});

test("one host may be a quick person, and later ones are people however many", () => {
  expect(machines(click("a", 3, "one"), click("b", 4, "one"))).toEqual([]);
  expect(machines(click("a", 3, "one"), click("b", 90, "two"), click("c", 95, "three"))).toEqual([]);
  expect(machines(click("a", 3, "one"), click("b", 4, null))).toEqual([]);
});

test("the proxy of a mail service that fetches the picture beside a quick person makes no scanner of them", () => {
  expect(machines(click("a", 3, "one"), click("b", 4, "two", "proxy"))).toEqual([]);
  expect(machines(click("a", 3, "one"), click("b", 4, "two", "agent"))).toEqual(["a", "b"]);
});
