import { expect, test } from "vitest";
import { planFactsOf } from "@/lib/autopilot/nightshift/plan-facts";
import type { Hypothesis, Packet, Plan } from "@/lib/autopilot/plan/schemas";

const hypothesis = (key: string, state: Hypothesis["state"]) =>
  ({ key, statement: `Statement of ${key}`, state, n: 12, n_min: 100 }) as Hypothesis;

const packet = (phase: number, more: Partial<Plan["data"][number]>): Plan["data"][number] => ({
  phase,
  title: "",
  labels: {},
  newest: null,
  accepted_version: null,
  diff: [],
  weakened_by: [],
  generation: null,
  ...more,
});

test("the plan's facts are undecided hypotheses 30 days after their acceptance, red launch items and unknowns that weaken an answer", () => {
  const hypotheses = [hypothesis("replies", "inconclusive"), hypothesis("price", "passed")];
  const validation = { accepted_at: "2026-11-01T09:00:00Z", hypotheses } as Packet;
  const plan: Plan = {
    data: [
      packet(0, { labels: { "problem.pain": "Pain" } }),
      packet(1, {
        newest: validation,
        labels: { "interviews.script": "Interview script" },
        weakened_by: [{ field: "interviews.script", unknown: "problem.pain" }],
      }),
    ],
    questions: [],
    checks: [
      { item: "legal", label: "Terms answer", state: "red", words: "404", checked_at: null },
      { item: "payment", label: "A payment came", state: "unknown", words: "", checked_at: null },
    ],
  };
  expect(planFactsOf(plan, null)).toEqual({
    goal: null,
    hypotheses: [{ id: "replies", text: "Statement of replies", dueOn: "2026-12-01", n: 12, neededN: 100 }],
    launchItems: [{ id: "legal", text: "Terms answer", why: "404" }],
    unknowns: [{ id: "1.problem.pain", text: "Pain", blocks: "Interview script" }],
  });
});

test("a packet that was not accepted has no hypothesis whose day could come", () => {
  const draft = { accepted_at: null, hypotheses: [hypothesis("replies", "untested")] } as unknown as Packet;
  const plan: Plan = { data: [packet(1, { newest: draft })], questions: [], checks: [] };
  expect(planFactsOf(plan, null).hypotheses).toEqual([]);
});
