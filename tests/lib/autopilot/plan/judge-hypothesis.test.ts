import { expect, test } from "vitest";
import { hypothesesOf } from "@/lib/autopilot/plan/default-hypotheses";
import { judgeHypothesis } from "@/lib/autopilot/plan/judge-hypothesis";
import { LAUNCH_ITEMS, shownChecks } from "@/lib/autopilot/plan/launch-items";

const [replies] = hypothesesOf(1, null);

test.each([
  [0, null, "untested"],
  [99, 0, "inconclusive"],
  [99, 0.5, "inconclusive"],
  [100, 0.05, "passed"],
  [100, 0.049, "running"],
  [100, 0.01, "running"],
  [100, 0.0099, "failed"],
])("of %i cases a share of %s is %s", (n, share, state) => {
  if (!replies) throw new Error("no hypothesis");
  expect(judgeHypothesis(replies, { n, share, evidence: ["email.sent"] })).toMatchObject({
    state,
    n,
    evidence: ["email.sent"],
  });
});

test("an item is green only by a look within 24 hours, and a question mark after", () => {
  const now = new Date("2026-11-30T12:00:00Z");
  const at = (checked_at: string, passed = true) =>
    shownChecks([{ item: "website", passed, words: "Seen.", checked_at }], now).find(({ item }) => item === "website");
  expect(at("2026-11-29T12:00:00Z")).toMatchObject({ state: "green" });
  expect(at("2026-11-29T11:59:59Z")).toMatchObject({ state: "unknown" });
  expect(at("2026-11-30T11:00:00Z", false)).toMatchObject({ state: "red" });
  expect(shownChecks([], now).map(({ state }) => state)).toEqual(Object.keys(LAUNCH_ITEMS).map(() => "unknown"));
});
