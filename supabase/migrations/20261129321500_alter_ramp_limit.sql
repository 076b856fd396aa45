-- The most emails of today while the account is being ramped up: 10 on its first day, 5 more for each day on which it sent; null without.
create or replace function private.ramp_limit(p_config genesis.infrastructure_config, p_at timestamptz) returns int
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select 10 + 5 * (
    select count(*)::int from (
      select from generate_series(
        1, case when began.at is not null then
          least(1000, (p_at at time zone p_config.time_zone)::date - (began.at at time zone p_config.time_zone)::date) else 0 end) as ago (days)
      where exists (
        select from genesis.sequence_emails e
        where e.workspace_id = p_config.workspace_id and e.status = 'sent'
          and e.claimed_at >= greatest(began.at, private.day_begins(p_config.time_zone, p_at, -ago.days))
          and e.claimed_at < private.day_begins(p_config.time_zone, p_at, 1 - ago.days))
      limit greatest(0, (p_config.daily_limit - 6) / 5)) sending)
  from private.pacing(p_config.workspace_id) p
  cross join lateral (
    select greatest(p.ramp_since, min(e.claimed_at)) as at from genesis.sequence_emails e
    where e.workspace_id = p_config.workspace_id and e.claimed_at is not null) began
  where p.ramp_up
$$;
