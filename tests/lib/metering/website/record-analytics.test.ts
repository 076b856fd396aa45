import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { recordAnalytics } from "@/lib/metering/website/record-analytics";
import { getKpis } from "@/lib/metering/metrics/get-kpis";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { webhookOf } from "../events/event-factory";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const view = (more: object = {}): object => ({
  event_id: randomUUID(),
  name: "pageview",
  url: "https://a.example/",
  ...more,
});
const record = (body: unknown): ReturnType<typeof recordAnalytics> =>
  recordAnalytics(webhookOf(company), { projectId: company.projectId, body });
const counted = async (): Promise<Record<string, number>> => {
  const { rows } = await world.admin.query<{ name: string; events: number }>(
    "select name, sum(events)::int as events from project_daily_kpis where workspace_id = $1 group by name",
    [company.workspaceId],
  );
  return Object.fromEntries(rows.map(({ name, events }) => [name, events]));
};

test("one event is stored and counted on its day; a page view is no line of the ledger, a lead is", async () => {
  const before = (await world.ledger(company.workspaceId)).length;
  expect(await record(view({ event_id: "v1" }))).toEqual({ ok: true, event_id: "v1", deduped: false });
  expect(await record(view({ event_id: "l1", name: "lead" }))).toMatchObject({ deduped: false });
  expect(await counted()).toEqual({ pageview: 1, lead: 1 });
  const lines = (await world.ledger(company.workspaceId)).slice(before);
  expect(lines).toMatchObject([{ event_type: "analytics.lead", message: expect.stringContaining("became a lead") }]);
  const kpis = await getKpis(company.viewer, { projectId: company.projectId });
  expect(kpis.last_7_days).toMatchObject({ traffic: 1, leads: 1, conversion: 1 });
});

test("100 identical at once count once, two batches in opposite order both end", async () => {
  const same = view();
  const answers = await Promise.all(Array.from({ length: 100 }, () => record(same)));
  expect(answers.filter((answer) => "event_id" in answer && !answer.deduped)).toHaveLength(1);
  const ids = Array.from({ length: 300 }, () => randomUUID());
  const batch = (order: string[]): object[] => order.map((event_id) => view({ event_id }));
  const both = await Promise.all([record(batch(ids)), record(batch(ids.toReversed()))]);
  expect(both.map((answer) => ("accepted" in answer ? answer.accepted : 0)).reduce((a, b) => a + b)).toBe(300);
  expect(await counted()).toEqual({ pageview: 301 });
});

test("page views that arrive together share commits, each is stored and counted once", async () => {
  const views = Array.from({ length: 200 }, (_, index) => view({ event_id: `together-${index % 150}` }));
  const website = webhookOf(company);
  const answers = await Promise.all(
    views.map((body) => recordAnalytics(website, { projectId: company.projectId, body })),
  );
  expect(answers.filter((answer) => "event_id" in answer && !answer.deduped)).toHaveLength(150);
  const { rows } = await world.admin.query<{ stored: number; commits: number }>(
    "select count(*)::int as stored, count(distinct xmin::text)::int as commits from project_analytics_events where project_id = $1",
    [company.projectId],
  );
  expect(rows[0]?.stored).toBe(150);
  expect(rows[0]?.commits).toBeLessThan(10);
  expect(await counted()).toEqual({ pageview: 150 });
});

test("a batch rejects what is wrong in it, where it stands", async () => {
  const body = [
    view(),
    view({ name: "two words" }),
    view({ event_id: undefined }),
    "x",
    view({ occurred_at: "0001-01-01T00:00:00Z" }),
    view({ name: "payment.succeeded" }),
  ];
  expect(await record(body)).toMatchObject({
    ok: true,
    accepted: 1,
    rejected: [
      { index: 1, error: "name may hold letters, digits, _ . : and - only" },
      { index: 2, error: "event_id is required" },
      { index: 3, error: "An event must be a JSON object." },
      { index: 4, error: "occurred_at lies before the year 2000" },
      { index: 5, error: expect.stringContaining("name may not begin with payment. or subscription.") },
    ],
  });
});

test("a reader records nothing; another workspace's company is not reached", async () => {
  const input = { projectId: company.projectId, body: view() };
  await expect(recordAnalytics(company.viewer, input)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(recordAnalytics(company.stranger, input)).rejects.toThrow();
  expect(await counted()).toEqual({});
});
