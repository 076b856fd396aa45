drop function genesis.sendable_now(uuid, uuid);

-- How many emails of a campaign may be claimed now, and what limits that: one of the limits of the day, or the pace of the account.
create function genesis.sendable(p_workspace_id uuid, p_campaign_id uuid) returns table (emails int, limited_by text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select least(today.remaining, pause.lot),
    case when pause.lot < today.remaining then 'spacing.waiting'
      else private.day_limit_code(c, i, clock_timestamp()) end
  from public.campaigns c
  join genesis.infrastructure_config i on i.workspace_id = c.workspace_id
  left join lateral (select 1 as lot from private.pacing(p_workspace_id) p where p.gap_to > 0) pause on true
  cross join lateral (select private.remaining_today(c, i, clock_timestamp()) as remaining) today
  where c.workspace_id = p_workspace_id and c.id = p_campaign_id
$$;
grant execute on function genesis.sendable(uuid, uuid) to tenant_role;
