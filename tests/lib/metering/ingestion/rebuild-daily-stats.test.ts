import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { saveInfrastructure } from "@/lib/outreach/email/save-infrastructure";
import { SaveInfrastructure } from "@/lib/outreach/email/schemas";
import { rebuildDailyStats } from "@/lib/metering/ingestion/rebuild-daily-stats";
import { recordAnalytics } from "@/lib/metering/ingestion/record-analytics";
import { recordCosts } from "@/lib/metering/ingestion/record-costs";
import { recordEvents } from "@/lib/metering/ingestion/record-events";
import { recordPayments } from "@/lib/metering/ingestion/record-payments";
import { CostEvent } from "@/lib/metering/ingestion/schemas";
import { refreshRollups } from "@/lib/metering/metrics/refresh-rollups";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { anEvent, setTimeZone, webhookOf } from "./event-factory";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const AT = "2026-03-01T12:00:00Z";
const report = (event_ts?: string): Promise<unknown> =>
  recordEvents(webhookOf(company), [anEvent({ idempotency_key: randomUUID(), event_ts })]);
const days = async (): Promise<Record<string, number>> => {
  const { rows } = await world.admin.query<{ day: string; sends: number }>(
    "select day::text, sum(sends)::int as sends from daily_stats where workspace_id = $1 group by day order by day",
    [company.workspaceId],
  );
  return Object.fromEntries(rows.map(({ day, sends }) => [day, sends]));
};
const save = (time_zone: string, daily_limit: number, as: WorkspaceCtx = company.owner): Promise<unknown> =>
  saveInfrastructure(as, SaveInfrastructure.parse({ time_zone, daily_limit, send_window: window }));
const window = { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" };

test("a changed time zone moves events to their days there", async () => {
  await report("2026-03-01T23:30:00Z");
  await report("2026-03-01T12:00:00Z");
  expect(await days()).toEqual({ "2026-03-01": 2 });
  const time_zone = "Europe/Helsinki";
  await save(time_zone, 50);
  const jobs = await world.jobs(company.workspaceId);
  expect(jobs.map(({ name }) => name)).toContain("ingestion.rebuild_daily_stats");

  await rebuildDailyStats(company.job);
  await rebuildDailyStats(company.job);
  expect(await days()).toEqual({ "2026-03-01": 1, "2026-03-02": 1 });
  expect((await refreshRollups(world.system())).filter((drift) => drift.workspace_id === company.workspaceId)).toEqual(
    [],
  );
});

test("and model calls, with their campaign, model and cost", async () => {
  const call = CostEvent.parse({ provider: "openai", model: "gpt-4o", tokens_in: 10, tokens_out: 5, cost_usd: 0.25 });
  const spent = (at: string) => recordCosts({ ...webhookOf(company), now: () => new Date(at) }, [call]);
  await spent("2026-03-01T23:30:00Z");
  await spent("2026-03-01T12:00:00Z");
  const costs = async (): Promise<unknown> => {
    const { rows } = await world.admin.query(
      "select day::text, calls, tokens_in::int as tokens, cost_usd::float8 as cost from daily_costs where workspace_id = $1 order by day",
      [company.workspaceId],
    );
    return rows;
  };
  expect(await costs()).toEqual([{ day: "2026-03-01", calls: 2, tokens: 20, cost: 0.5 }]);
  await setTimeZone(world, company, "Europe/Helsinki");
  const drifts = async () =>
    (await refreshRollups(world.system())).filter((drift) => drift.workspace_id === company.workspaceId);
  expect(await drifts()).toHaveLength(2);
  await rebuildDailyStats(company.job);
  expect(await costs()).toEqual([
    { day: "2026-03-01", calls: 1, tokens: 10, cost: 0.25 },
    { day: "2026-03-02", calls: 1, tokens: 10, cost: 0.25 },
  ]);
  expect(await drifts()).toEqual([]);
});

test("and a company's visits and payments, with their currency", async () => {
  const { projectId, owner } = company;
  for (const [id, occurred_at] of Object.entries({ late: "2026-03-01T23:30:00Z", noon: AT })) {
    await recordAnalytics(owner, { projectId, body: { event_id: id, name: "pageview", occurred_at } });
    const paid = { event_id: id, type: "payment.succeeded", amount_cents: 100, currency: "EUR", occurred_at };
    await recordPayments(owner, { projectId, body: paid });
  }
  await recordPayments(owner, { projectId, body: { event_id: "s", type: "subscription.paused", occurred_at: AT } });
  const kpis = async (): Promise<string[]> => {
    const { rows } = await world.admin.query<{ line: string }>(
      `select concat_ws(' ', day, name, currency, events, amount_cents) as line
       from project_daily_kpis where workspace_id = $1 order by day, name`,
      [company.workspaceId],
    );
    return rows.map(({ line }) => line);
  };
  expect(await kpis()).toEqual([
    "2026-03-01 pageview  2 0",
    "2026-03-01 payment.succeeded EUR 2 200",
    "2026-03-01 subscription.paused  1 0",
  ]);
  await setTimeZone(world, company, "Europe/Helsinki");
  await rebuildDailyStats(company.job);
  await rebuildDailyStats(company.job);
  expect(await kpis()).toEqual([
    "2026-03-01 pageview  1 0",
    "2026-03-01 payment.succeeded EUR 1 100",
    "2026-03-01 subscription.paused  1 0",
    "2026-03-02 pageview  1 0",
    "2026-03-02 payment.succeeded EUR 1 100",
  ]);
});

test("the same zone again rebuilds nothing", async () => {
  await save("UTC", 50);
  await save("UTC", 60);
  const jobs = await world.jobs(company.workspaceId);
  expect(jobs.filter(({ name }) => name === "ingestion.rebuild_daily_stats")).toEqual([]);
});

test("who reports meanwhile is counted once", async () => {
  const writing = Promise.all(Array.from({ length: 60 }, () => report()));
  await Promise.all([rebuildDailyStats(company.job), writing]);
  expect(Object.values(await days()).reduce((a, b) => a + b, 0)).toBe(60);
});

test("a zone that is chosen while the rebuild waits its turn is the one that counts", async () => {
  await report("2026-03-01T23:30:00Z");
  const rebuilt = await withTransaction(company.owner, async (tx) => {
    const rebuilding = rebuildDailyStats(company.job);
    await expect.poll(isWaiting).toBe(true);
    await save("Europe/Helsinki", 50, tx);
    return { rebuilding };
  });
  await rebuilt.rebuilding;
  expect(await days()).toEqual({ "2026-03-02": 1 });
});

const isWaiting = async (): Promise<boolean> => {
  const { rowCount } = await world.admin.query(
    "select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
  );
  return rowCount === 1;
};

test("another workspace's sums stay as they are", async () => {
  const other = await world.company();
  await report("2026-03-01T12:00:00Z");
  await rebuildDailyStats(other.job);
  expect(await days()).toEqual({ "2026-03-01": 1 });
});
