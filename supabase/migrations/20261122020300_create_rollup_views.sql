-- Recounted from the events themselves, on a schedule; the sums that the dashboard reads are kept with each event and compared with
-- these. Materialised views know no row-level security: nobody but service_role reads them.
create materialized view public.mv_daily_stats as
  select e.workspace_id, (e.event_ts at time zone coalesce(c.time_zone, 'UTC'))::date as day, e.campaign_id, e.campaign_group_id, e.step,
    count(*) filter (where event_type = 'sent')::int as sends, count(*) filter (where event_type = 'delivered')::int as deliveries,
    count(*) filter (where event_type = 'opened')::int as opens, count(*) filter (where event_type = 'clicked')::int as clicks,
    count(*) filter (where event_type = 'replied')::int as replies, count(*) filter (where event_type = 'bounced')::int as bounces,
    count(*) filter (where event_type = 'opt_out')::int as opt_outs, count(*) filter (where event_type = 'complained')::int as complaints
  from public.email_events e
  left join genesis.infrastructure_config c on c.workspace_id = e.workspace_id
  where not e.is_test
  group by e.workspace_id, 2, e.campaign_id, e.campaign_group_id, e.step;
comment on materialized view public.mv_daily_stats is 'Owner: metrics. Events by day, campaign and step, recounted.';
create unique index mv_daily_stats_key on public.mv_daily_stats (workspace_id, day, campaign_id, campaign_group_id, step) nulls not distinct;

create materialized view public.mv_llm_cost as
  select workspace_id, (created_at at time zone 'UTC')::date as day, campaign_id, campaign_name, campaign_group_id, provider, model,
    sum(tokens_in)::bigint as tokens_in, sum(tokens_out)::bigint as tokens_out, sum(cost_usd) as cost_usd, count(*)::int as calls,
    (count(*) filter (where cost_usd is null))::int as unpriced_calls
  from public.llm_usage
  where status = 'settled' and not is_test
  group by workspace_id, 2, campaign_id, campaign_name, campaign_group_id, provider, model;
comment on materialized view public.mv_llm_cost is 'Owner: metrics. Model costs by day, campaign, provider and model, recounted.';
create unique index mv_llm_cost_key
  on public.mv_llm_cost (workspace_id, day, campaign_id, campaign_name, campaign_group_id, provider, model) nulls not distinct;

revoke all on public.mv_daily_stats, public.mv_llm_cost from anon, authenticated, tenant_role;
grant select on public.mv_daily_stats, public.mv_llm_cost to service_role;

-- Readers go on meanwhile.
create function private.refresh_rollup_views() returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  refresh materialized view concurrently public.mv_daily_stats;
  refresh materialized view concurrently public.mv_llm_cost;
end
$$;
grant execute on function private.refresh_rollup_views() to service_role;
