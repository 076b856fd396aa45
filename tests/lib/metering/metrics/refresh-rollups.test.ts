import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { leaseBudget } from "@/lib/metering/spending/lease-budget";
import { reapLeases } from "@/lib/metering/spending/reap-leases";
import { recordCosts } from "@/lib/metering/spending/record-costs";
import { recordEvents } from "@/lib/metering/events/record-events";
import { CostEvent } from "@/lib/metering/spending/schemas";
import { releaseBudget } from "@/lib/metering/spending/release-budget";
import { settleBudget } from "@/lib/metering/spending/settle-budget";
import { refreshRollups } from "@/lib/metering/metrics/refresh-rollups";
import { RollupDrift } from "@/lib/metering/metrics/schemas";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { budgetOf, TEN_CENTS } from "../spending/budget-world";
import { anEvent, setTimeZone, webhookOf } from "../events/event-factory";

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
/** Changes the kept sums of this company behind the application's back. */
const change = (statement: string): Promise<unknown> =>
  statement.startsWith("insert")
    ? world.admin.query(statement, [company.workspaceId])
    : world.admin.query(`${statement} ${statement.includes(" where ") ? "and" : "where"} workspace_id = $1`, [
        company.workspaceId,
      ]);
const call = (more: Partial<CostEvent> = {}): CostEvent =>
  CostEvent.parse({
    provider: "openai",
    model: "gpt-4o",
    tokens_in: 1_000,
    tokens_out: 1_000,
    ...(more.model !== "gpt-99" && { cost_usd: 1 }),
    ...more,
  });
const open = async (): Promise<number | null> => {
  const { rowCount } = await world.admin.query(
    "select from rollup_drifts where workspace_id = $1 and gone_at is null",
    [company.workspaceId],
  );
  return rowCount;
};

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

test("a model call's sums that are wrong, missing, or of calls that never were are named by day, model and campaign", async () => {
  await setTimeZone(world, company, "Pacific/Auckland");
  const { campaignId } = await campaignIn(world, company, "active");
  const at = { ...webhookOf(company), now: () => new Date("2026-03-01T23:30:00Z") };
  await recordCosts(at, [
    call({ campaign_id: campaignId }),
    call({ campaign_id: campaignId }),
    call({ model: "gpt-99" }),
  ]);
  expect(mine(await refreshRollups(world.system()))).toEqual([]);

  const kept = await world.admin.query("select * from daily_costs where workspace_id = $1", [company.workspaceId]);
  await change("update daily_costs set cost_usd = cost_usd + 0.5, calls = 3 where campaign_id is not null");
  await change("delete from daily_costs where model = 'gpt-99'");
  await change(
    "insert into daily_costs (workspace_id, day, provider, model, calls) values ($1, '2026-03-03', 'x', 'y', 4)",
  );
  const drifts = mine(await refreshRollups(world.system())).map((drift) => RollupDrift.parse(drift));
  expect(new Set(drifts.map(({ rollup }) => rollup))).toEqual(new Set(["daily_costs"]));
  expect(drifts.toSorted((a, b) => (a.model ?? "").localeCompare(b.model ?? ""))).toMatchObject([
    {
      day: "2026-03-02",
      provider: "openai",
      model: "gpt-4o",
      kept: { calls: 3, cost_usd: 2.5 },
      recounted: { calls: 2, cost_usd: 2 },
    },
    {
      day: "2026-03-02",
      model: "gpt-99",
      kept: { calls: 0 },
      recounted: { calls: 1, unpriced_calls: 1, tokens_in: 1_000 },
    },
    { day: "2026-03-03", model: "y", kept: { calls: 4 }, recounted: { calls: 0 } },
  ]);
  expect(drifts.find(({ model }) => model === "gpt-4o")?.campaign_id).toBe(campaignId);

  await change("delete from daily_costs");
  for (const row of kept.rows) {
    await world.admin.query("insert into daily_costs select * from jsonb_populate_record(null::daily_costs, $1)", [
      row,
    ]);
  }
  expect(mine(await refreshRollups(world.system()))).toEqual([]);
  expect(await open()).toBe(0);
});

test("a budget is recounted from every way a call can end, and what it has too much or too little is named, not repaired", async () => {
  const ctx = webhookOf(company);
  const later = { ...ctx, now: () => new Date(Date.now() + 11 * 60_000) };
  const unknown = { provider: "openai", model: "gpt-99", tokens: { in: 1_000, out: 1_000 } };
  await recordCosts(ctx, [call(), call({ model: "gpt-99" }), call({ is_test: true }), call({ cost_usd: 0.000_000_4 })]);
  await recordCosts(ctx, [call({ cost_usd: 0.000_000_4 }), call({ cost_usd: 0.000_000_4 })]);
  const leases = await Promise.all(
    [unknown, TEN_CENTS, TEN_CENTS, unknown, TEN_CENTS].map((of) => leaseBudget(ctx, of)),
  );
  const [settled, released, late, lateAndFree] = leases;
  if (!settled || !released || !late || !lateAndFree) throw new Error("there are five");
  await settleBudget(ctx, { ...unknown, ...settled });
  await releaseBudget(ctx, released);
  await reapLeases(later);
  await settleBudget(later, { ...TEN_CENTS, tokens: { in: 0, out: 10_000 }, ...late });
  await releaseBudget(later, lateAndFree);
  await leaseBudget(later, TEN_CENTS);
  expect(mine(await refreshRollups(world.system()))).toEqual([]);
  const before = await budgetOf(world, company);
  expect(before).toEqual({ spent: 1.150_003, reserved: 0.1 });

  await change("update budget_ledger set spent_usd = spent_usd - 0.25, reserved_usd = reserved_usd + 1");
  const [drift, ...more] = mine(await refreshRollups(world.system()));
  expect(more).toEqual([]);
  expect(RollupDrift.parse(drift)).toMatchObject({
    rollup: "budget_ledger",
    day: `${new Date().toISOString().slice(0, 7)}-01`,
    kept: { spent_usd: 0.900_003, reserved_usd: 1.1, unpriced_calls: 2 },
    recounted: { spent_usd: before.spent, reserved_usd: before.reserved },
  });
  expect(await budgetOf(world, company)).toEqual({ spent: 0.900_003, reserved: 1.1 });
  expect(await open()).toBe(1);
});

test("calls that arrive while it recounts are no drift", async () => {
  const writing = Promise.all(
    Array.from({ length: 20 }, () => recordCosts(webhookOf(company), [call({ cost_usd: 0.01 })])),
  );
  const found = await Promise.all([refreshRollups(world.system()), writing]);
  expect(mine(found[0])).toEqual([]);
  expect(mine(await refreshRollups(world.system()))).toEqual([]);
});

test("events that arrive while it recounts are no drift", async () => {
  const writing = Promise.all(Array.from({ length: 20 }, () => report(25)));
  const found = await Promise.all([refreshRollups(world.system()), writing]);
  expect(mine(found[0])).toEqual([]);
  expect(mine(await refreshRollups(world.system()))).toEqual([]);
  expect(await sends("mv_daily_stats")).toBe(500);
});
