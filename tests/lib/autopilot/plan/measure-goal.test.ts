import { expect, test } from "vitest";
import { findGoalOffTrack } from "@/lib/autopilot/nightshift/detectors/plan";
import type { Facts } from "@/lib/autopilot/nightshift/facts";
import { planFactsOf } from "@/lib/autopilot/nightshift/plan-facts";
import { measureGoal } from "@/lib/autopilot/plan/measure-goal";
import type { Packet } from "@/lib/autopilot/plan/schemas";
import type { Kpis, KpiValues } from "@/lib/metering/metrics/schemas";

const values = (more: Partial<KpiValues>): KpiValues => ({
  traffic: 0,
  leads: 0,
  conversion: null,
  succeeded_payments: 0,
  revenue_cents: 0,
  refunded_cents: 0,
  other_currencies: [],
  ...more,
});
const kpisOf = (now: Partial<KpiValues>, before: Partial<KpiValues> = {}): Kpis => ({
  last_7_days: { ...values({}), previous: values({}) },
  last_30_days: { ...values(now), previous: values(before) },
  currency: "USD",
  time_zone: "UTC",
  as_of: "2026-06-10T03:00:00Z",
});
const briefOf = (goal: Record<string, string | number>): Packet =>
  ({
    id: "0f0e0d0c-0000-4000-8000-000000000001",
    accepted_at: "2026-06-01T09:00:00Z",
    fields: Object.fromEntries(Object.entries(goal).map(([part, value]) => [`goal.${part}`, { value }])),
  }) as unknown as Packet;

const MEASURED = kpisOf({ traffic: 900, leads: 14, succeeded_payments: 3, revenue_cents: 14_700 });

test.each([
  ["Paying customers", "Payments, last 30 days", 3],
  ["Customers who pay for their own engine", "Payments, last 30 days", 3],
  ["Monthly revenue in dollars", "Revenue, last 30 days", 147],
  ["Sign-ups on the landing page", "Leads, last 30 days", 14],
  ["Visitors a month", "Visits, last 30 days", 900],
  ["Interviews held", null, null],
])("“%s” is counted as %s", (metric, measured, value) => {
  expect(measureGoal(briefOf({ metric, target: 10 }), MEASURED)).toMatchObject({
    measured,
    value,
    from: 0,
    target: 10,
  });
});

test("a number that was never counted is not measured, and one that fell to nothing is 0", () => {
  const goal = briefOf({ metric: "Paying customers", target: 10 });
  expect(measureGoal(goal, kpisOf({}))?.value).toBeNull();
  expect(measureGoal(goal, kpisOf({}, { succeeded_payments: 2 }))?.value).toBe(0);
  expect(measureGoal(briefOf({ metric: "Paying customers" }), MEASURED)).toBeNull();
});

test("a goal that falls behind its time is found by the night, with its packet as evidence, and another one is not", () => {
  const brief = (target: number) => briefOf({ metric: "Paying customers", target, deadline: "2026-06-21" });
  const found = (target: number, kpis = MEASURED) => {
    const plan = planFactsOf({ data: [], questions: [], checks: [] }, measureGoal(brief(target), kpis));
    return findGoalOffTrack({ day: "2026-06-11", plan, lines: {} } as unknown as Facts);
  };
  expect(found(10)).toMatchObject([
    {
      key: "goal_off_track",
      why: "“Paying customers” stands at 3 of 10, with 50 % of the time gone.",
      evidence: ["p:0f0e0d0c-0000-4000-8000-000000000001"],
    },
  ]);
  expect(found(8)).toEqual([]);
  expect(found(10, kpisOf({}))).toEqual([]);
});
