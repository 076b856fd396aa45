import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { leaseBudget } from "@/lib/metering/spending/lease-budget";
import { rebuildDailyStats } from "@/lib/metering/metrics/rebuild-daily-stats";
import { recordCosts } from "@/lib/metering/spending/record-costs";
import { recordEvents } from "@/lib/metering/events/record-events";
import type { NewEvent } from "@/lib/metering/events/schemas";
import { settleBudget } from "@/lib/metering/spending/settle-budget";
import { getDashboardAggregate } from "@/lib/metering/metrics/get-dashboard-aggregate";
import { DashboardAggregate, DashboardQuery } from "@/lib/metering/metrics/schemas";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { anEvent, setTimeZone, webhookOf } from "../events/event-factory";

let world: TestWorld;
let company: Company;
let campaign: { campaignId: string; name: string };
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
  campaign = await campaignIn(world, company, "active");
});
afterAll(() => world.close());

const record = (...events: Partial<NewEvent>[]) =>
  recordEvents(
    webhookOf(company),
    events.map((event) => anEvent(event)),
  );
const RANGE = { start: "2026-03-01", end: "2026-03-03" };
const on = (day: string, more: Partial<NewEvent> = {}): Partial<NewEvent> => ({
  event_ts: `2026-03-${day}T12:00:00Z`,
  campaign_id: campaign.campaignId,
  step: 1,
  ...more,
});

test("counts by day, step and campaign, with every day present and the period before beside it", async () => {
  await record(
    on("01"),
    on("01", { step: 2 }),
    on("03"),
    on("03", { event_type: "replied" }),
    on("03", { event_type: "opt_out", campaign_id: undefined, step: undefined }),
  );
  await record({ event_ts: "2026-02-28T12:00:00Z" }, { event_ts: "2026-02-25T12:00:00Z" }, on("02", { is_test: true }));
  const aggregate = await getDashboardAggregate(company.viewer, RANGE);
  expect(DashboardAggregate.parse(aggregate)).toEqual(aggregate);
  expect(aggregate.summary).toMatchObject({
    sends: 3,
    replies: 1,
    opt_outs: 1,
    bounces: 0,
    cost_usd: 0,
    previous: { sends: 1, replies: 0 },
  });
  expect(aggregate.timeseries).toEqual([
    {
      day: "2026-03-01",
      sends: 2,
      replies: 0,
      opt_outs: 0,
      bounces: 0,
      by_step: { "1": 1, "2": 1, "3": 0 },
      cost_usd: 0,
    },
    {
      day: "2026-03-02",
      sends: 0,
      replies: 0,
      opt_outs: 0,
      bounces: 0,
      by_step: { "1": 0, "2": 0, "3": 0 },
      cost_usd: 0,
    },
    {
      day: "2026-03-03",
      sends: 1,
      replies: 1,
      opt_outs: 1,
      bounces: 0,
      by_step: { "1": 1, "2": 0, "3": 0 },
      cost_usd: 0,
    },
  ]);
  expect(aggregate.step_breakdown).toEqual([
    { step: 1, sends: 2, replies: 1, opt_outs: 0, bounces: 0 },
    { step: 2, sends: 1, replies: 0, opt_outs: 0, bounces: 0 },
  ]);
  const none = {
    sends: 0,
    deliveries: 0,
    opens: 0,
    clicks: 0,
    replies: 0,
    bounces: 0,
    opt_outs: 0,
    complaints: 0,
    cost_usd: 0,
  };
  expect(aggregate.campaigns).toEqual([
    { ...none, id: campaign.campaignId, name: campaign.name, status: "active", sends: 3, replies: 1, events: 4 },
    { ...none, id: null, name: "Unattributed", status: null, opt_outs: 1, events: 1 },
  ]);
  expect(aggregate.since).toBe("2026-02-25");
});

test("a renamed campaign keeps one line; filters by id, name and unattributed", async () => {
  await record(on("01"), on("02", { campaign_id: undefined, campaign: "Somebody else's" }));
  await world.admin.query("update campaigns set name = $2 where id = $1", [campaign.campaignId, "Autumn"]);
  await record(on("02"));
  const sendsOf = async (filter: string) =>
    (await getDashboardAggregate(company.owner, { ...RANGE, campaign: filter })).summary.sends;
  expect((await getDashboardAggregate(company.owner, RANGE)).campaigns.map(({ name, sends }) => [name, sends])).toEqual(
    [
      ["Autumn", 2],
      ["Unattributed", 1],
    ],
  );
  expect([
    await sendsOf(campaign.campaignId),
    await sendsOf("autumn"),
    await sendsOf("unattributed"),
    await sendsOf("nobody"),
  ]).toEqual([2, 2, 1, 0]);
});

test("events marked as tests are in no number, and the page says that only they arrived so far", async () => {
  const numbers = () => getDashboardAggregate(company.owner, RANGE);
  expect(await numbers()).toMatchObject({ since: null, only_tests: false });
  await record({ ...on("01"), is_test: true });
  expect(await numbers()).toMatchObject({ summary: { sends: 0 }, since: null, only_tests: true });
  await record(on("02"));
  expect(await numbers()).toMatchObject({ summary: { sends: 1 }, only_tests: false });
});

test("calls that cost nothing, as a new company's first draft, are no number yet", async () => {
  const calls =
    "insert into daily_costs (workspace_id, day, provider, model, calls, cost_usd) values ($1, '2026-03-01', $2, 'x', 1, $3)";
  await world.admin.query(calls, [company.workspaceId, "offline planner", 0]);
  expect(await getDashboardAggregate(company.owner, RANGE)).toMatchObject({ since: null });
  await world.admin.query(calls, [company.workspaceId, "openai", 0.25]);
  expect(await getDashboardAggregate(company.owner, RANGE)).toMatchObject({ since: "2026-03-01" });
});

test("an empty workspace has the last 30 days of its zone, all zero", async () => {
  await setTimeZone(world, company, "Pacific/Kiritimati");
  const now = () => new Date("2026-05-31T12:00:00Z");
  const aggregate = await getDashboardAggregate({ ...company.owner, now }, {});
  expect(aggregate.date_range).toEqual({ start: "2026-05-03", end: "2026-06-01", time_zone: "Pacific/Kiritimati" });
  expect(aggregate.timeseries).toHaveLength(30);
  expect(aggregate.campaigns).toMatchObject([{ id: campaign.campaignId, sends: 0 }]);
  expect(aggregate.since).toBeNull();
  expect(aggregate.budget).toEqual({
    plan: "free",
    unpriced_calls: 0,
    unpriced_limit: 2_000,
    month: "2026-05-01",
    current_spend: 0,
    reserved: 0,
    limit: 5,
    remaining: 5,
    forecast_usd: 0,
    used_up_on: null,
  });
  const week = await getDashboardAggregate({ ...company.owner, now }, { days: 7 });
  expect(week.date_range).toMatchObject({ start: "2026-05-26", end: "2026-06-01" });
});

test("cost by provider, model and campaign; a call without a price is shown as unpriced, not as free", async () => {
  const actor = { ...webhookOf(company), now: () => new Date("2026-03-02T00:30:00Z") };
  for (const model of ["claude-haiku-4-5", "claude-unheard-of"]) {
    const asked = { provider: "anthropic", model, tokens: { in: 1_000, out: 1_000 } };
    const lease = await leaseBudget(actor, { ...asked, campaignId: campaign.campaignId });
    await settleBudget(actor, { ...lease, ...asked });
  }
  const now = () => new Date("2026-03-03T00:00:00Z");
  const { summary, timeseries, cost_breakdown, campaigns, budget } = await getDashboardAggregate(
    { ...company.owner, now },
    RANGE,
  );
  expect(summary.cost_usd).toBe(0.006);
  expect(timeseries.map(({ cost_usd }) => cost_usd)).toEqual([0, 0.006, 0]);
  expect(campaigns).toMatchObject([{ id: campaign.campaignId, cost_usd: 0.006 }]);
  expect(budget).toMatchObject({
    plan: "free",
    month: "2026-03-01",
    current_spend: 0.006,
    remaining: 4.994,
    unpriced_calls: 1,
    unpriced_limit: 2_000,
  });
  expect(budget.forecast_usd).toBeCloseTo(0.006 * 30, 6);
  expect(cost_breakdown).toMatchObject([
    {
      model: "claude-haiku-4-5",
      campaign_id: campaign.campaignId,
      campaign_name: campaign.name,
      calls: 1,
      unpriced_calls: 0,
      tokens_in: 1_000,
      tokens_out: 1_000,
      cost_usd: 0.006,
    },
    { model: "claude-unheard-of", calls: 1, unpriced_calls: 1, cost_usd: 0 },
  ]);
});

test("costs are sums too: what was reported, corrected by a changed time zone; the period before beside it", async () => {
  const at = (time: string) => ({ ...webhookOf(company), now: () => new Date(time) });
  const cost = { provider: "openai", model: "gpt-5", cost_usd: 0.25, campaign_id: campaign.campaignId };
  await recordCosts(at("2026-03-01T23:30:00Z"), [cost, { ...cost, cost_usd: 0.5 }, { ...cost, is_test: true }]);
  await recordCosts(at("2026-02-28T10:00:00Z"), [{ ...cost, cost_usd: 1, idempotency_key: "once" }]);
  await recordCosts(at("2026-02-28T10:00:00Z"), [{ ...cost, cost_usd: 1, idempotency_key: "once" }]);
  const read = () => getDashboardAggregate(company.owner, RANGE);
  const dollars = async () => (await read()).timeseries.map(({ cost_usd }) => cost_usd);
  expect(await dollars()).toEqual([0.75, 0, 0]);
  expect((await read()).summary).toMatchObject({ cost_usd: 0.75, previous: { cost_usd: 1 } });
  expect((await read()).cost_breakdown).toMatchObject([{ provider: "openai", calls: 2, cost_usd: 0.75 }]);

  await setTimeZone(world, company, "Europe/Helsinki");
  await rebuildDailyStats(company.job);
  expect(await dollars()).toEqual([0, 0.75, 0]);
  const archived = "update campaigns set status = 'archived' where id = $1";
  await world.admin.query(archived, [campaign.campaignId]);
  expect((await read()).campaigns).toMatchObject([{ status: "archived", cost_usd: 0.75, sends: 0 }]);
});

test("all its numbers come from one statement, however many events there are", async () => {
  await record(on("01"), on("02"));
  const statements: string[] = [];
  const db = company.owner.db.withPlugin({
    transformQuery: ({ node }) => (statements.push(JSON.stringify(node)), node),
    transformResult: async ({ result }) => result,
  });
  await getDashboardAggregate({ ...company.owner, db }, RANGE);
  const reads = statements.filter((statement) => /daily_stats|daily_costs|budget_ledger/.test(statement));
  expect(reads).toHaveLength(1);
  expect(statements.filter((statement) => /email_events|llm_usage/.test(statement))).toEqual([]);
  // Entering the workspace and its time zone; no more.
  expect(statements).toHaveLength(3);
});

test("another workspace sees none of it; ranges that make no sense are refused", async () => {
  await record(on("01"));
  expect((await getDashboardAggregate(company.stranger, RANGE)).summary.sends).toBe(0);
  expect(
    (await getDashboardAggregate(company.stranger, { ...RANGE, campaign: campaign.campaignId })).campaigns,
  ).toEqual([]);
  await expect(getDashboardAggregate(company.owner, { start: "2026-03-02", end: "2026-03-01" })).rejects.toMatchObject({
    code: "range.invalid",
  });
  await expect(getDashboardAggregate(company.owner, { start: "2020-01-01", end: "2026-03-01" })).rejects.toMatchObject({
    code: "range.too_long",
  });
  await expect(getDashboardAggregate(webhookOf(company), RANGE)).rejects.toMatchObject({ code: "permission.missing" });
});

test("an event that names its group but no campaign counts in its group, and in no other", async () => {
  const other = await campaignIn(world, company, "active");
  const groupOf = async (id: string): Promise<string> =>
    (
      await world.admin.query<{ campaign_group_id: string }>("select campaign_group_id from campaigns where id = $1", [
        id,
      ])
    ).rows[0]?.campaign_group_id ?? "";
  const [group, elsewhere] = [await groupOf(campaign.campaignId), await groupOf(other.campaignId)];
  await record(
    on("01"),
    on("02", { campaign_id: undefined, campaign_group_id: group }),
    on("03", { campaign_id: other.campaignId }),
    on("03", { campaign_id: undefined }),
  );
  const filtered = await getDashboardAggregate(company.viewer, { ...RANGE, campaign_group_id: group });
  expect(filtered.summary.sends).toBe(elsewhere === group ? 3 : 2);
  expect(filtered.campaigns).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: campaign.campaignId, sends: 1 }),
      expect.objectContaining({ id: null, name: "Unattributed", sends: 1 }),
    ]),
  );
  const both = { ...RANGE, campaign_group_id: group, campaign: "unattributed" };
  expect((await getDashboardAggregate(company.viewer, both)).summary.sends).toBe(1);
});

test.each(["0001-01-01", "1999-12-31", "2200-01-01", "9999-12-31", "2026-02-30"])("%s is no day to look at", (day) => {
  expect(DashboardQuery.safeParse({ end: day }).success).toBe(false);
  expect(DashboardQuery.safeParse({ start: day }).success).toBe(false);
});

test("the first and the last day one may ask for are answered", async () => {
  for (const end of ["2000-01-01", "2199-12-31"]) {
    const { date_range } = await getDashboardAggregate(company.owner, DashboardQuery.parse({ end, days: 366 }));
    expect(date_range.end).toBe(end);
  }
});
