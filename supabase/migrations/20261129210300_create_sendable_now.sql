-- How many emails of a campaign may still be claimed now under the limits of today.
create function genesis.sendable_now(p_workspace_id uuid, p_campaign_id uuid) returns int
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select private.remaining_today(c, i, clock_timestamp())
  from public.campaigns c
  join genesis.infrastructure_config i on i.workspace_id = c.workspace_id
  where c.workspace_id = p_workspace_id and c.id = p_campaign_id
$$;
grant execute on function genesis.sendable_now(uuid, uuid) to tenant_role;

-- The emails that become due in the next days, by the day of the campaign's time zone; one that waits for a person is on no day.
create function genesis.due_by_day(p_workspace_id uuid, p_campaign_id uuid, p_days int)
returns table (day date, step int, emails int)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select due.day, due.step, count(*)::int
  from (
    select (greatest(m.until, clock_timestamp()) at time zone i.time_zone)::date as day, s.step,
           (clock_timestamp() at time zone i.time_zone)::date as today
    from public.campaigns c
    join genesis.infrastructure_config i on i.workspace_id = c.workspace_id
    cross join generate_series(1, 3) as s (step)
    cross join lateral private.waiting_emails(c, s.step, clock_timestamp()) m
    where c.workspace_id = p_workspace_id and c.id = p_campaign_id
      and m.code in ('due', 'step.waiting', 'attempt.waiting')) due
  where due.day < due.today + p_days
  group by due.day, due.step
  order by due.day, due.step
$$;
grant execute on function genesis.due_by_day(uuid, uuid, int) to tenant_role;
