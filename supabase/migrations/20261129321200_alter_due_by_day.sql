drop function genesis.due_by_day(uuid, uuid, int);

-- The emails that become due in the next days, by the day of the window's time zone and the recipients' company (null: a public provider's);
-- one that waits for a person is on no day. got_today: how many emails that company got today.
create function genesis.due_by_day(p_workspace_id uuid, p_campaign_id uuid, p_days int)
returns table (day date, step int, domain text, emails int, got_today int)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with due as (
    select (greatest(private.gate_ends(g.codes[1], g.step_ends, g.not_before, g.held_until, g.next_day), clock.now)
        at time zone i.time_zone)::date as day,
      g.step, private.company_domain(g.to_email) as domain, (clock.now at time zone i.time_zone)::date as today,
      private.day_begins(i.time_zone, clock.now, 0) as since
    from public.campaigns c
    join genesis.infrastructure_config i on i.workspace_id = c.workspace_id
    cross join (select clock_timestamp() as now) clock
    cross join lateral private.gated_emails(c, null, null, clock.now) g
    where c.workspace_id = p_workspace_id and c.id = p_campaign_id
      and g.codes <@ array['step.waiting', 'attempt.waiting', 'domain_limit.reached', 'lead.held']
      and (not 'lead.held' = any (g.codes) or g.held_until is not null)
      and (g.step = 1 or private.hears_replies(p_workspace_id))
  ), counted as (
    select d.day, d.step, d.domain, count(*)::int as emails, min(d.since) as since
    from due d where d.day < d.today + p_days
    group by d.day, d.step, d.domain
  ), got as (
    select private.company_domain(e.to_email) as domain, count(*)::int as emails
    from genesis.sequence_emails e
    where e.workspace_id = p_workspace_id and e.claimed_at >= (select min(since) from counted)
      and e.status not in ('drafted', 'approved', 'rejected')
    group by 1
  )
  select c.day, c.step, c.domain, c.emails, coalesce(g.emails, 0)
  from counted c left join got g on g.domain = c.domain
  order by c.day, c.step, c.domain
$$;

-- The limits of a campaign on each of the next days: how long its window is open, and the emails that are left of today. No row without a
-- schedule, while the campaign is not active, and while a guardrail stops its account.
create function genesis.sending_days(p_workspace_id uuid, p_campaign_id uuid, p_days int)
returns table (
  day date, open_seconds int, left_today int, day_limit int, ramp_limit int, gap_seconds int, domain_limit int)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select (clock.now at time zone i.time_zone)::date + ahead.days,
    case when win.days @> to_jsonb(extract(isodow from (clock.now at time zone i.time_zone)::date + ahead.days)::int)
      then greatest(0, extract(epoch from
        (((clock.now at time zone i.time_zone)::date + ahead.days + win.closes) at time zone i.time_zone)
        - greatest(clock.now, ((clock.now at time zone i.time_zone)::date + ahead.days + win.opens) at time zone i.time_zone)))::int
      else 0 end,
    case when ahead.days = 0 then private.remaining_today(c, i, clock.now) end,
    least(i.daily_limit, c.daily_limit), private.ramp_limit(i, clock.now),
    coalesce((p.gap_from + p.gap_to) / 2, 0), p.domain_limit
  from public.campaigns c
  join genesis.infrastructure_config i on i.workspace_id = c.workspace_id
  cross join (select clock_timestamp() as now) clock
  cross join lateral (
    select w -> 'days' as days, (w ->> 'from')::interval as opens, (w ->> 'to')::interval as closes
    from (select coalesce(c.send_window, i.send_window) as w) chosen) win
  cross join generate_series(0, p_days - 1) as ahead (days)
  left join private.pacing(p_workspace_id) p on true
  where c.workspace_id = p_workspace_id and c.id = p_campaign_id and private.campaign_runs(c)
    and not exists (
      select from genesis.mailbox_pacing m where m.workspace_id = p_workspace_id and m.guardrail is not null)
  order by 1
$$;
grant execute on function genesis.due_by_day(uuid, uuid, int), genesis.sending_days(uuid, uuid, int) to tenant_role;
