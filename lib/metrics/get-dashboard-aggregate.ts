import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/tenancy/require-permission";
import { addDays, dayIn, daysBetween, eachDay } from "./days";
import type { CostLine, Counts, DashboardAggregate, DashboardQuery, DayStats, StepStats } from "./schemas";
import {
  selectCampaignIds,
  selectTimeZone,
  sumByCampaign,
  sumByDayAndStep,
  sumCost,
  type DayStepCounts,
  type Scope,
} from "./store";

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
 * What a workspace's mail did and cost over a range of days (30 up to today by default), with the period of the same length before it.
 * Read from daily sums, so its time does not grow with the number of events. Test events are in none of it.
 */
export async function getDashboardAggregate(ctx: WorkspaceCtx, query: DashboardQuery): Promise<DashboardAggregate> {
  requirePermission(ctx, "metrics.read");

  return withReadTransaction(ctx, async (tx) => {
    const scope = await readScope(tx, query);
    const before = precedingPeriod(scope);
    const days = await sumByDayAndStep(tx, scope);
    const costs = await sumCost(tx, scope);
    const previous = { ...total(await sumByDayAndStep(tx, before)), cost_usd: costOf(await sumCost(tx, before)) };
    return {
      summary: { ...total(days), cost_usd: costOf(costs), previous },
      timeseries: toTimeseries(scope, days),
      cost_breakdown: costs,
      step_breakdown: toSteps(days),
      campaigns: await sumByCampaign(tx, scope),
      date_range: { start: scope.start, end: scope.end, time_zone: scope.timeZone },
      as_of: tx.now().toISOString(),
    };
  });
}

async function readScope(tx: TxCtx, query: DashboardQuery): Promise<Scope> {
  const timeZone = await selectTimeZone(tx);
  const end = query.end ?? dayIn(timeZone, tx.now());
  const start = query.start ?? addDays(end, 1 - DEFAULT_DAYS);
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
  return { start, end, timeZone, campaignIds, groupId, unattributed };
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

const costOf = (costs: readonly CostLine[]): number =>
  Number(costs.reduce((sum, { cost_usd }) => sum + cost_usd, 0).toFixed(6));

function outcomes(rows: readonly Counts[]): Pick<Counts, "sends" | "replies" | "opt_outs" | "bounces"> {
  const { sends, replies, opt_outs, bounces } = total(rows);
  return { sends, replies, opt_outs, bounces };
}

function toTimeseries({ start, end }: Scope, rows: readonly DayStepCounts[]): DayStats[] {
  const byDay = Map.groupBy(rows, ({ day }) => day);
  return eachDay(start, end).map((day) => {
    const ofDay = byDay.get(day) ?? [];
    const sendsOf = (step: number): number => total(ofDay.filter((row) => row.step === step)).sends;
    return { day, ...outcomes(ofDay), by_step: { "1": sendsOf(1), "2": sendsOf(2), "3": sendsOf(3) } };
  });
}

/** Events without a step are in the summary and in no step. */
function toSteps(rows: readonly DayStepCounts[]): StepStats[] {
  const steps = [...new Set(rows.map(({ step }) => step))].filter((step) => step !== null).toSorted((a, b) => a - b);
  return steps.map((step) => ({ step, ...outcomes(rows.filter((row) => row.step === step)) }));
}
