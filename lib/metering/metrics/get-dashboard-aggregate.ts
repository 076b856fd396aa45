import { findTimeZone } from "@/lib/company/profile/find-time-zone";
import { limitOf, monthOf, unpricedLimitOf } from "@/lib/metering/spending/budget";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { addDays, dayIn, daysBetween, eachDay } from "./days";
import { forecastOf } from "./forecast";
import type { BudgetStats, Counts, DashboardAggregate, DashboardQuery, DayStats, StepStats } from "./schemas";
import { hasTestEvents, selectCampaignIds, selectNumbers, type DayStepCounts, type Numbers, type Scope } from "./store";

const DEFAULT_DAYS = 30;
const MAX_DAYS = 366;
const NO_COUNTS: Counts = {
  sends: 0,
  deliveries: 0,
  opens: 0,
  clicks: 0,
  replies: 0,
  bounces: 0,
  opt_outs: 0,
  complaints: 0,
};
const COUNTED = Object.keys(NO_COUNTS) as (keyof Counts)[];

/**
 * A workspace's email figures and costs over a range of days (by default the last 30), with the period of the same length before it and the month's budget. All of one moment, and read from daily sums, so its time does not grow with the number of events. Test events are
 * in none of it.
 */
export async function getDashboardAggregate(ctx: WorkspaceCtx, query: DashboardQuery): Promise<DashboardAggregate> {
  requirePermission(ctx, "metrics.read");

  return withReadTransaction(ctx, async (tx) => {
    const timeZone = await findTimeZone(tx);
    const scope = await readScope(tx, query, timeZone);
    const month = monthOf(tx.now());
    const numbers = await selectNumbers(tx, { scope, before: precedingPeriod(scope), month });
    return {
      summary: { ...total(numbers.days), cost_usd: usdOf(numbers.costDays), previous: previousOf(numbers) },
      timeseries: toTimeseries(scope, numbers),
      cost_breakdown: numbers.costs,
      step_breakdown: toSteps(numbers.days),
      campaigns: numbers.campaigns,
      budget: toBudget(month, numbers.budget, tx.now()),
      date_range: { start: scope.start, end: scope.end, time_zone: timeZone },
      since: numbers.since,
      only_tests: numbers.since === null && (await hasTestEvents(tx)),
      as_of: tx.now().toISOString(),
    };
  });
}

async function readScope(tx: TxCtx, query: DashboardQuery, timeZone: string): Promise<Scope> {
  const end = query.end ?? dayIn(timeZone, tx.now());
  const start = query.start ?? addDays(end, 1 - (query.days ?? DEFAULT_DAYS));
  const length = daysBetween(start, end) + 1;
  if (length < 1)
    throw new AppError("invalid", "start lies after end: choose a start on or before it.", {
      code: "range.invalid",
      details: { field: "start" },
    });
  if (length > MAX_DAYS)
    throw new AppError("invalid", `The range may be at most ${MAX_DAYS} days long.`, {
      code: "range.too_long",
      details: { field: "start" },
    });

  const { campaign_group_id: groupId = null, campaign = null } = query;
  const unattributed = campaign?.toLowerCase() === "unattributed";
  const campaignIds = campaign !== null && !unattributed ? await selectCampaignIds(tx, campaign) : null;
  return { start, end, campaignIds, groupId, unattributed };
}

function precedingPeriod(scope: Scope): Scope {
  const end = addDays(scope.start, -1);
  return { ...scope, end, start: addDays(end, -daysBetween(scope.start, scope.end)) };
}

function total(rows: readonly Counts[]): Counts {
  const sum = { ...NO_COUNTS };
  for (const row of rows) for (const key of COUNTED) sum[key] += row[key];
  return sum;
}

/** Money is counted in millionths of a dollar; adding floats may not show more. */
const micro = (usd: number): number => Math.round(usd * 1_000_000) / 1_000_000;
const usdOf = (rows: readonly { cost_usd: number }[]): number =>
  micro(rows.reduce((sum, { cost_usd }) => sum + cost_usd, 0));

function previousOf({ previous }: Numbers): Counts & { cost_usd: number } {
  const counts = { ...NO_COUNTS };
  for (const key of COUNTED) counts[key] = previous[key] ?? 0;
  return { ...counts, cost_usd: previous.cost_usd ?? 0 };
}

function outcomes(rows: readonly Counts[]): Pick<Counts, "sends" | "replies" | "opt_outs" | "bounces"> {
  const { sends, replies, opt_outs, bounces } = total(rows);
  return { sends, replies, opt_outs, bounces };
}

function toTimeseries({ start, end }: Scope, { days, costDays }: Numbers): DayStats[] {
  const byDay = Map.groupBy(days, ({ day }) => day);
  const costs = new Map(costDays.map(({ day, cost_usd }) => [day, cost_usd]));
  return eachDay(start, end).map((day) => {
    const ofDay = byDay.get(day) ?? [];
    const sendsOf = (step: number): number => total(ofDay.filter((row) => row.step === step)).sends;
    const by_step = { "1": sendsOf(1), "2": sendsOf(2), "3": sendsOf(3) };
    return { day, ...outcomes(ofDay), by_step, cost_usd: costs.get(day) ?? 0 };
  });
}

/** Events without a step are in the summary and in no step. */
function toSteps(rows: readonly DayStepCounts[]): StepStats[] {
  const steps = [...new Set(rows.map(({ step }) => step))].filter((step) => step !== null).toSorted((a, b) => a - b);
  return steps.map((step) => ({ step, ...outcomes(rows.filter((row) => row.step === step)) }));
}

function toBudget(month: string, budget: Numbers["budget"], now: Date): BudgetStats {
  const { plan, spent, reserved, unpriced, since } = budget;
  const limit = limitOf(plan);
  const { forecastUsd, usedUpOn } = forecastOf({ month, spent, limit, since }, now);
  return {
    plan,
    month,
    current_spend: spent,
    reserved,
    limit,
    remaining: limit === null ? null : Math.max(0, micro(limit - spent - reserved)),
    unpriced_calls: unpriced,
    unpriced_limit: unpricedLimitOf(plan),
    forecast_usd: forecastUsd,
    used_up_on: usedUpOn,
  };
}
