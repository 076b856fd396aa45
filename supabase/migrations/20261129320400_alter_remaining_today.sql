-- How many emails the account, the campaign and the ramp-up leave for today.
create or replace function private.remaining_today(
  p_campaign public.campaigns, p_config genesis.infrastructure_config, p_at timestamptz) returns int
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select greatest(0, least(
    least(p_config.daily_limit, private.ramp_limit(p_config, p_at)) - claims.workspace,
    coalesce(p_campaign.daily_limit, p_config.daily_limit) - claims.campaign))
  from (
    select count(*)::int as workspace, (count(*) filter (where e.campaign_id = p_campaign.id))::int as campaign
    from genesis.sequence_emails e
    where e.workspace_id = p_campaign.workspace_id and e.status not in ('drafted', 'approved', 'rejected')
      and e.claimed_at >= private.day_begins(p_config.time_zone, p_at, 0)) claims
$$;

-- How many emails one claim may take: one at a time from an account with a pace, so that each sees the one before; null: as many as asked.
create function private.lot_limit(p_workspace_id uuid) returns int
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select 1 from private.pacing(p_workspace_id)
$$;
grant execute on function private.lot_limit(uuid) to tenant_role;
