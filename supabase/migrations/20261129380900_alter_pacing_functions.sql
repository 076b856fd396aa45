-- Each limit of an account holds for each mailbox of its own.
drop function private.pacing(uuid);
-- How fast a mailbox may go; no row for one whose emails go to the built-in test mailbox, which reach no one.
create function private.pacing(p_workspace_id uuid, p_mailbox int)
returns table (gap_from int, gap_to int, domain_limit int, ramp_up boolean, ramp_since timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(m.gap_from_seconds, 60), coalesce(m.gap_to_seconds, 180), coalesce(m.domain_limit, 5), coalesce(m.ramp_up, true), m.ramp_since
  from genesis.email_provider_config a
  left join genesis.mailbox_pacing m on m.workspace_id = a.workspace_id and m.mailbox = a.mailbox
  where a.workspace_id = p_workspace_id and a.mailbox = p_mailbox and not a.uses_test_mailbox
$$;

-- The most emails of a day from a mailbox, without its ramp-up.
create function private.mailbox_limit(p_config genesis.infrastructure_config, p_mailbox int) returns int
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(
    (select m.daily_limit from genesis.mailbox_pacing m where m.workspace_id = p_config.workspace_id and m.mailbox = p_mailbox),
    p_config.daily_limit)
$$;

drop function private.slot_opens_at(uuid, timestamptz);
-- When a mailbox may hand over its next email; null: now. The gap after an email is drawn from its claim, so that it is the same for
-- each reader. A claim that is not confirmed yet keeps its place, and gives it up when it is given back.
create function private.slot_opens_at(p_workspace_id uuid, p_mailbox int, p_at timestamptz) returns timestamptz
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select max(slot.opens)
  from private.pacing(p_workspace_id, p_mailbox) p
  join genesis.sequence_emails e
    on e.workspace_id = p_workspace_id and e.mailbox = p_mailbox
   and e.claimed_at > p_at - make_interval(secs => p.gap_to) - interval '20 minutes'
  cross join lateral (
    select greatest(e.claimed_at, e.confirmed_at) + make_interval(secs => p.gap_from
      + (p.gap_to - p.gap_from) * ('x' || left(e.claim_id::text, 8))::bit(32)::bigint / 4294967296.0) as at) gap
  cross join lateral (
    select case when e.status = 'claimed' and e.confirms and e.confirmed_at is null
      then greatest(gap.at, e.claimed_at + interval '10 minutes') else gap.at end as opens) slot
  where p.gap_to > 0 and slot.opens > p_at
$$;

drop function private.ramp_limit(genesis.infrastructure_config, timestamptz);
-- The most emails of today while a mailbox is being ramped up: 10 on its first day, 5 more for each day on which it sent; null without.
create function private.ramp_limit(p_config genesis.infrastructure_config, p_mailbox int, p_at timestamptz) returns int
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
        where e.workspace_id = p_config.workspace_id and e.mailbox = p_mailbox and e.status = 'sent'
          and e.claimed_at >= greatest(began.at, private.day_begins(p_config.time_zone, p_at, -ago.days))
          and e.claimed_at < private.day_begins(p_config.time_zone, p_at, 1 - ago.days))
      limit greatest(0, (private.mailbox_limit(p_config, p_mailbox) - 6) / 5)) sending)
  from private.pacing(p_config.workspace_id, p_mailbox) p
  -- A mailbox that was added later is ramped up since then; its first email is not looked for among those of the others.
  cross join lateral (
    select case when p_mailbox > 1 and p.ramp_since is not null then p.ramp_since else greatest(p.ramp_since, (
      select min(e.claimed_at) from genesis.sequence_emails e
      where e.workspace_id = p_config.workspace_id and e.mailbox = p_mailbox and e.claimed_at is not null)) end as at) began
  where p.ramp_up
$$;

-- The domains whose people got their share of today from a mailbox, as mailbox:domain; none without a pace, and then no email is looked at.
create or replace function private.full_domains(p_config genesis.infrastructure_config, p_at timestamptz) returns text[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(got.mailbox || ':' || got.domain), '{}')
  from (
    select a.mailbox, private.company_domain(e.to_email) as domain
    from genesis.email_provider_config a
    cross join lateral private.pacing(a.workspace_id, a.mailbox) p
    join genesis.sequence_emails e on e.workspace_id = a.workspace_id and e.mailbox = a.mailbox
    where a.workspace_id = p_config.workspace_id and e.claimed_at >= private.day_begins(p_config.time_zone, p_at, 0)
      and e.status not in ('drafted', 'approved', 'rejected')
    group by 1, 2, p.domain_limit
    having count(*) >= p.domain_limit) got
  where got.domain is not null
$$;

drop function private.hears_replies(uuid);
-- Whether an answer to a mailbox would be heard: by IMAP that answered its last test, by Gmail or the test mailbox, or by the founder, who
-- confirmed it.
create function private.hears_replies(p_workspace_id uuid, p_mailbox int) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select not exists (
      select from genesis.email_provider_config a
      where a.workspace_id = p_workspace_id and a.mailbox = p_mailbox and a.provider = 'smtp' and not a.uses_test_mailbox)
    or exists (
      select from genesis.mail_account_checks c where c.workspace_id = p_workspace_id and c.mailbox = p_mailbox and c.protocol = 'imap' and c.ok)
    or exists (
      select from genesis.mailbox_pacing m
      where m.workspace_id = p_workspace_id and m.mailbox = p_mailbox and m.replies_read_since is not null)
$$;

drop function private.remaining_today(public.campaigns, genesis.infrastructure_config, timestamptz);
-- How many emails a mailbox, its ramp-up and the campaign leave for today.
create function private.remaining_today(
  p_campaign public.campaigns, p_config genesis.infrastructure_config, p_mailbox int, p_at timestamptz) returns int
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select greatest(0, least(
    least(private.mailbox_limit(p_config, p_mailbox), private.ramp_limit(p_config, p_mailbox, p_at)) - claims.mailbox,
    p_campaign.daily_limit - claims.campaign))
  from (
    select (count(*) filter (where e.mailbox = p_mailbox))::int as mailbox,
      (count(*) filter (where e.campaign_id = p_campaign.id))::int as campaign
    from genesis.sequence_emails e
    where e.workspace_id = p_campaign.workspace_id and e.status not in ('drafted', 'approved', 'rejected')
      and e.claimed_at >= private.day_begins(p_config.time_zone, p_at, 0)) claims
$$;

drop function private.lot_limit(uuid);
-- How many emails one claim may take: one at a time from a mailbox with a pace, so that each sees the one before; null: as many as asked.
create function private.lot_limit(p_workspace_id uuid, p_mailbox int) returns int
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select 1 from private.pacing(p_workspace_id, p_mailbox)
$$;

drop function private.day_limit_code(public.campaigns, genesis.infrastructure_config, timestamptz);
-- Which of the limits of a day is used up: that of the ramp-up while it is the smallest.
create function private.day_limit_code(
  p_campaign public.campaigns, p_config genesis.infrastructure_config, p_mailbox int, p_at timestamptz) returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select case when private.ramp_limit(p_config, p_mailbox, p_at) < least(private.mailbox_limit(p_config, p_mailbox), p_campaign.daily_limit)
    then 'ramp_up.reached' else 'daily_limit.reached' end
$$;

grant execute on function
  private.pacing(uuid, int), private.mailbox_limit(genesis.infrastructure_config, int), private.slot_opens_at(uuid, int, timestamptz),
  private.ramp_limit(genesis.infrastructure_config, int, timestamptz), private.hears_replies(uuid, int),
  private.remaining_today(public.campaigns, genesis.infrastructure_config, int, timestamptz), private.lot_limit(uuid, int),
  private.day_limit_code(public.campaigns, genesis.infrastructure_config, int, timestamptz)
to tenant_role;
