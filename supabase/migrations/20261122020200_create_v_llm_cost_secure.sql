-- Costs by day, campaign, provider and model, for whoever reads: row-level security of the reader applies.
create view public.v_llm_cost_secure with (security_invoker = on) as
  select workspace_id, campaign_id, campaign_name, campaign_group_id, provider, model, (created_at at time zone 'UTC')::date as day,
    sum(tokens_in)::bigint as tokens_in, sum(tokens_out)::bigint as tokens_out, sum(cost_usd) as cost_usd, count(*) as call_count,
    count(*) filter (where cost_usd is null) as unpriced_calls
  from public.llm_usage
  where status = 'settled' and not is_test
  group by workspace_id, campaign_id, campaign_name, campaign_group_id, provider, model, 7;
comment on view public.v_llm_cost_secure is 'Owner: ingestion. Model costs with their campaign dimension (task 4.3.8).';

revoke all on public.v_llm_cost_secure from anon, authenticated, tenant_role;
grant select on public.v_llm_cost_secure to authenticated, tenant_role, service_role;
