-- All sums that are kept beside what they count: of events, of model calls, and the month's budget (its `day` is the month's first).
alter table public.rollup_drifts
  add column rollup text not null default 'daily_stats' check (rollup in ('daily_stats', 'daily_costs', 'budget_ledger')),
  add column provider text,
  add column model text;
comment on table public.rollup_drifts is 'Owner: metrics. Where sums that are kept disagreed with a recount of what they count.';

alter table public.rollup_drifts drop constraint rollup_drifts_workspace_id_day_campaign_id_campaign_group_i_key;
alter table public.rollup_drifts add constraint rollup_drifts_key
  unique nulls not distinct (workspace_id, rollup, day, campaign_id, campaign_group_id, step, provider, model);
