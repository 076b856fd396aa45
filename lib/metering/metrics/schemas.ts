import { z } from "zod";

const count = z.number().int().nonnegative();
const usd = z.number().nonnegative();

export const Counts = z.object({
  sends: count,
  deliveries: count,
  opens: count,
  clicks: count,
  replies: count,
  bounces: count,
  opt_outs: count,
  complaints: count,
});
export type Counts = z.infer<typeof Counts>;

const Totals = Counts.extend({ cost_usd: usd });
const Outcomes = Counts.pick({ sends: true, replies: true, opt_outs: true, bounces: true });

/** Sends, what became of them, and what models cost on one day of the workspace's time zone. `by_step` counts sends. */
export const DayStats = Outcomes.extend({
  day: z.iso.date(),
  by_step: z.object({ "1": count, "2": count, "3": count }),
  cost_usd: usd,
});
export type DayStats = z.infer<typeof DayStats>;

export const StepStats = Outcomes.extend({ step: z.number().int().min(1).max(10) });
export type StepStats = z.infer<typeof StepStats>;

/** One line a campaign, whatever it was called when its events came. `id` is null for what belongs to no campaign. */
export const CampaignStats = Counts.extend({
  id: z.uuid().nullable(),
  name: z.string(),
  status: z.string().nullable(),
  /** All events of the campaign, of whatever type. */
  events: count,
  cost_usd: usd,
});
export type CampaignStats = z.infer<typeof CampaignStats>;

/** `cost_usd` holds the calls whose price is known; `unpriced_calls` says how many are missing from it. */
export const CostLine = z.object({
  provider: z.string(),
  model: z.string(),
  campaign_id: z.uuid().nullable(),
  campaign_name: z.string(),
  calls: count,
  unpriced_calls: count,
  tokens_in: count,
  tokens_out: count,
  cost_usd: usd,
});
export type CostLine = z.infer<typeof CostLine>;

/** The month's money for models, of the whole workspace whatever is filtered. `limit` and `remaining` are null without a limit. */
export const BudgetStats = z.object({
  plan: z.string(),
  /** First day of the month, UTC: when the budget begins anew. */
  month: z.iso.date(),
  current_spend: usd,
  /** Set aside for calls that are under way. */
  reserved: usd,
  limit: usd.nullable(),
  remaining: usd.nullable(),
  /** Calls without a known price: they cost nothing in the budget and are limited by number; null: not limited. */
  unpriced_calls: z.number().int(),
  unpriced_limit: z.number().int().nullable(),
  /** The forecast spend at the end of the month, at the pace since its first call. */
  forecast_usd: usd,
  /** The day on which the limit is reached at that pace; null when it is not in this month. */
  used_up_on: z.iso.date().nullable(),
});
export type BudgetStats = z.infer<typeof BudgetStats>;

/** The answer of GET /api/dashboard/aggregate. Every day of the range is present; `previous` is the period of the same length before it. */
export const DashboardAggregate = z.object({
  summary: Totals.extend({ previous: Totals }),
  timeseries: z.array(DayStats),
  cost_breakdown: z.array(CostLine),
  step_breakdown: z.array(StepStats),
  campaigns: z.array(CampaignStats),
  budget: BudgetStats,
  date_range: z.object({ start: z.iso.date(), end: z.iso.date(), time_zone: z.string() }),
  /** The day of the workspace's first event or model call; null before it. */
  since: z.iso.date().nullable(),
  /** Nothing is counted yet, but test events arrived: those are in no number. */
  only_tests: z.boolean(),
  as_of: z.iso.datetime(),
});
export type DashboardAggregate = z.infer<typeof DashboardAggregate>;

/** Nothing happened before, and no calendar goes on for ever. */
const Day = z.iso
  .date("must be a day like 2026-11-21")
  .refine((day) => day >= "2000-01-01" && day < "2200-01-01", "must lie between the years 2000 and 2199");

/**
 * `campaign` is an id, a name, or `unattributed`. `start` and `end` are days of the workspace's time zone, both included; without a start
 * the range is the last `days`, 30 unless told.
 */
export const DashboardQuery = z.object({
  days: z.coerce
    .number("must be a number of days")
    .int()
    .min(1)
    .max(366)
    .optional()
    .meta({ description: "The number of days up to `end` when there is no `start`; by default 30." }),
  start: Day.optional().meta({ description: "First day, in the workspace's time zone." }),
  end: Day.optional().meta({ description: "Last day, included." }),
  campaign_group_id: z.uuid("must be a uuid").optional().meta({ description: "The campaign group." }),
  campaign: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: "The campaign's name. An unknown name is kept as written and counts as unattributed." }),
});
export type DashboardQuery = z.infer<typeof DashboardQuery>;

const KpiValues = z.object({
  traffic: count,
  leads: count,
  /** Leads by page views, from 0 up; null without any page view. */
  conversion: z.number().nonnegative().nullable(),
  succeeded_payments: count,
  revenue_cents: count,
  refunded_cents: count,
  other_currencies: z.array(z.object({ currency: z.string(), revenue_cents: count, refunded_cents: count })),
});
export type KpiValues = z.infer<typeof KpiValues>;

const KpiPeriod = KpiValues.extend({ previous: KpiValues });

/** The answer of GET /api/projects/:projectId/kpis. */
export const Kpis = z.object({
  last_7_days: KpiPeriod,
  last_30_days: KpiPeriod,
  /** Of `revenue_cents` and `refunded_cents`; null where nothing was paid or refunded. */
  currency: z.string().nullable(),
  time_zone: z.string(),
  as_of: z.iso.datetime(),
});
export type Kpis = z.infer<typeof Kpis>;

/**
 * Sums that are kept beside what they count, and disagree with a recount of it: a day's events (`step`), a day's model calls (`provider`,
 * `model`), or a month's budget, whose `day` is the first of the month. `kept` and `recounted` hold each counter by its name.
 */
export const RollupDrift = z.object({
  rollup: z.enum(["daily_stats", "daily_costs", "budget_ledger"]),
  workspace_id: z.uuid(),
  day: z.iso.date(),
  campaign_id: z.uuid().nullable(),
  campaign_group_id: z.uuid().nullable(),
  step: z.number().int().nullable(),
  provider: z.string().nullable(),
  model: z.string().nullable(),
  kept: z.record(z.string(), z.number()),
  recounted: z.record(z.string(), z.number()),
  found_at: z.string(),
});
export type RollupDrift = z.infer<typeof RollupDrift>;
