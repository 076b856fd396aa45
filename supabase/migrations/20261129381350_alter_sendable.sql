drop function genesis.sendable(uuid, uuid);
-- How many emails of a step may be claimed now from all mailboxes, and what limits that: one of the limits of the day, or the pace of a
-- mailbox.
create function genesis.sendable(p_workspace_id uuid, p_campaign_id uuid, p_step int) returns table (emails int, limited_by text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with campaign as (
    select c as one, i as config, clock_timestamp() as now
    from public.campaigns c
    join genesis.infrastructure_config i on i.workspace_id = c.workspace_id
    where c.workspace_id = p_workspace_id and c.id = p_campaign_id
  ), due as (
    select w.mailbox, count(*)::int as emails
    from campaign k
    cross join lateral private.waiting_emails(k.one, p_step, k.now) w
    where w.code = 'due'
    group by w.mailbox
  ), box as (
    select d.emails as due, least(d.emails, today.remaining, pause.lot) as emails,
      case when pause.lot < today.remaining then 'spacing.waiting'
        else private.day_limit_code(k.one, k.config, d.mailbox, k.now) end as code
    from campaign k
    cross join due d
    cross join lateral (select private.remaining_today(k.one, k.config, d.mailbox, k.now) as remaining) today
    left join lateral (select 1 as lot from private.pacing(p_workspace_id, d.mailbox) p where p.gap_to > 0) pause on true
    where not exists (select from private.sending_gates(k.one, k.config, p_step, d.mailbox, k.now))
  ), total as (
    select sum(b.emails)::int as emails, (array_agg(b.code order by b.due - b.emails desc))[1] as code from box b
  )
  select least(t.emails, share.remaining), case when share.remaining < t.emails then 'daily_limit.reached' else t.code end
  from campaign k
  cross join total t
  cross join lateral (
    select (k.one).daily_limit - count(*)::int as remaining from genesis.sequence_emails e
    where e.workspace_id = p_workspace_id and e.campaign_id = p_campaign_id and e.status not in ('drafted', 'approved', 'rejected')
      and e.claimed_at >= private.day_begins((k.config).time_zone, k.now, 0)) share
  where t.emails is not null
$$;
grant execute on function genesis.sendable(uuid, uuid, int) to tenant_role;
