drop function genesis.due_by_day(uuid, int);

-- The emails of the active campaigns that become due in the next days, by the mailbox that they leave from, the day of the window's
-- time zone and the recipients' company (null: a public provider's), each on the day on which everything that holds it back has ended; one that waits for a person is on no day.
-- got_today: how many emails that company got today from that mailbox.
create function genesis.due_by_day(p_workspace_id uuid, p_days int)
returns table (campaign_id uuid, mailbox int, day date, step int, domain text, emails int, got_today int)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with gated as materialized (
    select c.id as campaign_id, g.*, i.time_zone, clock.now
    from public.campaigns c
    join genesis.infrastructure_config i on i.workspace_id = c.workspace_id
    cross join (select clock_timestamp() as now) clock
    cross join lateral private.gated_emails(c, null, null, clock.now) g
    where c.workspace_id = p_workspace_id and private.campaign_runs(c)
  ), due as (
    select g.campaign_id, g.mailbox::int as mailbox, (greatest(open.at, g.now) at time zone g.time_zone)::date as day, g.step,
      private.company_domain(g.to_email) as domain, (g.now at time zone g.time_zone)::date as today,
      private.day_begins(g.time_zone, g.now, 0) as since
    from gated g
    cross join lateral (
      select private.gates_end(g.codes, g.step_ends, g.not_before, g.held_until, g.next_day) as at) open
    where (g.codes = '{}' or open.at is not null) and (g.step = 1 or private.hears_replies(p_workspace_id, g.mailbox))
  ), counted as (
    select d.campaign_id, d.mailbox, d.day, d.step, d.domain, count(*)::int as emails, min(d.since) as since
    from due d where d.day < d.today + p_days
    group by d.campaign_id, d.mailbox, d.day, d.step, d.domain
  ), got as (
    select e.mailbox, private.company_domain(e.to_email) as domain, count(*)::int as emails
    from genesis.sequence_emails e
    where e.workspace_id = p_workspace_id and e.claimed_at >= (select min(since) from counted)
      and e.status not in ('drafted', 'approved', 'rejected')
    group by 1, 2
  )
  select c.campaign_id, c.mailbox, c.day, c.step, c.domain, c.emails, coalesce(g.emails, 0)
  from counted c left join got g on g.mailbox = c.mailbox and g.domain = c.domain
  order by c.day, c.step, c.campaign_id, c.mailbox, c.domain
$$;

drop function genesis.sending_days(uuid, int);

-- The limits of each active campaign on each of the next days, null without one of its own, and of each mailbox, which the campaigns share:
-- how long the window is open, and the emails that are left of today. No row without a schedule, and of a mailbox that a guardrail or trouble
-- with its server stops.
create function genesis.sending_days(p_workspace_id uuid, p_days int)
returns table (
  campaign_id uuid, mailbox int, day date, open_seconds int, left_today int, day_limit int, account_left_today int, account_limit int, ramp_limit int,
  sent_today boolean, gap_seconds int, domain_limit int)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select c.id, account.mailbox, (clock.now at time zone i.time_zone)::date + ahead.days,
    case when win.days @> to_jsonb(extract(isodow from (clock.now at time zone i.time_zone)::date + ahead.days)::int)
      then greatest(0, extract(epoch from
        (((clock.now at time zone i.time_zone)::date + ahead.days + win.closes) at time zone i.time_zone)
        - greatest(clock.now, ((clock.now at time zone i.time_zone)::date + ahead.days + win.opens) at time zone i.time_zone)))::int
      else 0 end,
    case when ahead.days = 0 then c.daily_limit - (
      select count(*)::int from genesis.sequence_emails e
      where e.workspace_id = p_workspace_id and e.campaign_id = c.id and e.status not in ('drafted', 'approved', 'rejected')
        and e.claimed_at >= private.day_begins(i.time_zone, clock.now, 0)) end,
    c.daily_limit,
    case when ahead.days = 0 then account.left_today end,
    private.mailbox_limit(i, account.mailbox), account.ramp_limit, account.sent_today, coalesce((p.gap_from + p.gap_to) / 2, 0), p.domain_limit
  from genesis.infrastructure_config i
  cross join (select clock_timestamp() as now) clock
  cross join lateral (
    select box.mailbox,
      -- A campaign without emails and without a limit of its own has left what the mailbox has.
      private.remaining_today(
        jsonb_populate_record(null::public.campaigns, jsonb_build_object('workspace_id', p_workspace_id)), i, box.mailbox, clock.now)
        as left_today,
      private.ramp_limit(i, box.mailbox, clock.now) as ramp_limit,
      exists (
        select from genesis.sequence_emails e
        where e.workspace_id = p_workspace_id and e.mailbox = box.mailbox and e.status = 'sent'
          and e.claimed_at >= private.day_begins(i.time_zone, clock.now, 0)) as sent_today
    from (
      select 1 as mailbox
      union
      select a.mailbox from genesis.email_provider_config a where a.workspace_id = p_workspace_id and a.removed_at is null) box
    where not exists (
        select from genesis.mailbox_pacing m
        where m.workspace_id = p_workspace_id and m.mailbox = box.mailbox and m.guardrail is not null)
      and not exists (
        select from genesis.mail_account_checks t
        where t.workspace_id = p_workspace_id and t.mailbox = box.mailbox and t.protocol = 'smtp' and t.held)
    offset 0) account
  join public.campaigns c on c.workspace_id = i.workspace_id and private.campaign_runs(c)
  cross join lateral (
    select w -> 'days' as days, (w ->> 'from')::interval as opens, (w ->> 'to')::interval as closes
    from (select coalesce(c.send_window, i.send_window) as w) chosen) win
  cross join generate_series(0, p_days - 1) as ahead (days)
  left join private.pacing(p_workspace_id, account.mailbox) p on true
  where i.workspace_id = p_workspace_id
  order by 3, 1, 2
$$;
grant execute on function genesis.due_by_day(uuid, int), genesis.sending_days(uuid, int) to tenant_role;
