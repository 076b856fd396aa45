import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { saveInfrastructure } from "@/lib/operations/onboarding/save-infrastructure";
import { SaveInfrastructure } from "@/lib/operations/onboarding/schemas";
import { rebuildDailyStats } from "@/lib/metering/metrics/rebuild-daily-stats";
import { recordEvents } from "@/lib/metering/events/record-events";
import { refreshRollups } from "@/lib/metering/metrics/refresh-rollups";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { anEvent, webhookOf } from "../events/event-factory";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

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

test("the same zone again rebuilds nothing", async () => {
  await save("UTC", 50);
  await save("UTC", 60);
  const jobs = await world.jobs(company.workspaceId);
  expect(jobs.filter(({ name }) => name === "ingestion.rebuild_daily_stats")).toEqual([]);
});

test("an event reported meanwhile is counted once", async () => {
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
