import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { recordEvents } from "@/lib/ingestion/record-events";
import { refreshRollups } from "@/lib/metrics/refresh-rollups";
import { RollupDrift } from "@/lib/metrics/schemas";
import { campaignIn } from "../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";
import { anEvent, setTimeZone, webhookOf } from "../ingestion/event-factory";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const sends = async (from: "daily_stats" | "mv_daily_stats"): Promise<number> => {
  const { rows } = await world.admin.query<{ n: number }>(
    `select coalesce(sum(sends), 0)::int as n from ${from} where workspace_id = $1`,
    [company.workspaceId],
  );
  return rows[0]?.n ?? 0;
};
const mine = (drifts: RollupDrift[]): RollupDrift[] =>
  drifts.filter(({ workspace_id }) => workspace_id === company.workspaceId);
const report = (count: number, more: object = {}): Promise<unknown> =>
  recordEvents(
    webhookOf(company),
    Array.from({ length: count }, () => anEvent({ idempotency_key: randomUUID(), ...more })),
  );

test("a recount agrees with the sums kept with each event: campaigns, steps, late events, time zones, tests", async () => {
  await setTimeZone(world, company, "Pacific/Auckland");
  const { campaignId } = await campaignIn(world, company, "active");
  await report(3, { campaign_id: campaignId, step: 1 });
  await report(2, { event_ts: "2026-03-01T23:30:00Z", step: 2 });
  await report(2, { event_type: "replied" });
  await report(5, { is_test: true });
  expect(mine(await refreshRollups(world.system()))).toEqual([]);
  expect([await sends("daily_stats"), await sends("mv_daily_stats")]).toEqual([5, 5]);
});

test("a sum that is wrong is named with both counts, and gone once it is right again", async () => {
  await report(3, { event_ts: "2026-03-01T12:00:00Z", step: 1 });
  await world.admin.query("update daily_stats set sends = 7 where workspace_id = $1", [company.workspaceId]);
  const [drift, ...more] = mine(await refreshRollups(world.system()));
  expect(more).toEqual([]);
  expect(RollupDrift.parse(drift)).toMatchObject({
    day: "2026-03-01",
    step: 1,
    kept: { sends: 7 },
    recounted: { sends: 3 },
  });

  await world.admin.query("update daily_stats set sends = 3 where workspace_id = $1", [company.workspaceId]);
  expect(mine(await refreshRollups(world.system()))).toEqual([]);
  const { rows } = await world.admin.query("select gone_at from rollup_drifts where workspace_id = $1", [
    company.workspaceId,
  ]);
  expect(rows).toEqual([{ gone_at: expect.any(Date) }]);
});

test("a row that is missing, and one of events that never were, are drift too", async () => {
  await report(1, { event_ts: "2026-03-02T12:00:00Z" });
  await world.admin.query("delete from daily_stats where workspace_id = $1", [company.workspaceId]);
  await world.admin.query("insert into daily_stats (workspace_id, day, sends) values ($1, '2026-03-03', 4)", [
    company.workspaceId,
  ]);
  expect(
    mine(await refreshRollups(world.system())).map(({ day, kept, recounted }) => [day, kept.sends, recounted.sends]),
  ).toEqual(
    expect.arrayContaining([
      ["2026-03-02", 0, 1],
      ["2026-03-03", 4, 0],
    ]),
  );
});

test("events that arrive while it recounts are no drift", async () => {
  const writing = Promise.all(Array.from({ length: 20 }, () => report(25)));
  const found = await Promise.all([refreshRollups(world.system()), writing]);
  expect(mine(found[0])).toEqual([]);
  expect(mine(await refreshRollups(world.system()))).toEqual([]);
  expect(await sends("mv_daily_stats")).toBe(500);
});
