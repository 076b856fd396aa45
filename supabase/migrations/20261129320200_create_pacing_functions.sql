-- How fast the workspace's account may go; no row for the built-in test mailbox, whose emails reach no one.
create function private.pacing(p_workspace_id uuid)
returns table (gap_from int, gap_to int, domain_limit int, ramp_up boolean, ramp_since timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(m.gap_from_seconds, 60), coalesce(m.gap_to_seconds, 180), coalesce(m.domain_limit, 5), coalesce(m.ramp_up, true), m.ramp_since
  from genesis.email_provider_config a
  left join genesis.mailbox_pacing m on m.workspace_id = a.workspace_id
  where a.workspace_id = p_workspace_id and not a.uses_test_mailbox
$$;

-- The midnight before p_at in a time zone, and the one after it with p_days = 1; a day may have 23 or 25 hours.
create function private.day_begins(p_time_zone text, p_at timestamptz, p_days int) returns timestamptz
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select ((p_at at time zone p_time_zone)::date + p_days)::timestamp at time zone p_time_zone
$$;

-- When the account may hand over its next email; null: now. The gap after an email is drawn from its claim, so that it is the same for
-- each reader. A claim that is not confirmed yet keeps its place, and gives it up when it is given back.
create function private.slot_opens_at(p_workspace_id uuid, p_at timestamptz) returns timestamptz
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select max(slot.opens)
  from private.pacing(p_workspace_id) p
  join genesis.sequence_emails e
    on e.workspace_id = p_workspace_id and e.claimed_at > p_at - make_interval(secs => p.gap_to) - interval '20 minutes'
  cross join lateral (
    select greatest(e.claimed_at, e.confirmed_at) + make_interval(secs => p.gap_from
      + (p.gap_to - p.gap_from) * ('x' || left(e.claim_id::text, 8))::bit(32)::bigint / 4294967296.0) as at) gap
  cross join lateral (
    select case when e.status = 'claimed' and e.confirms and e.confirmed_at is null
      then greatest(gap.at, e.claimed_at + interval '10 minutes') else gap.at end as opens) slot
  where p.gap_to > 0 and slot.opens > p_at
$$;

-- The most emails of today while the account is being ramped up: 10 on its first day, 5 more for each day on which it sent; null without.
create function private.ramp_limit(p_config genesis.infrastructure_config, p_at timestamptz) returns int
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select 10 + 5 * (
    select count(*)::int from (
      select from generate_series(
        1, least(1000, (p_at at time zone p_config.time_zone)::date - (began.at at time zone p_config.time_zone)::date)) as ago (days)
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

-- The domains whose people got their share of today.
create function private.full_domains(p_config genesis.infrastructure_config, p_at timestamptz) returns text[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(full_.domain), '{}')
  from (
    select private.company_domain(e.to_email) as domain
    from genesis.sequence_emails e
    where e.workspace_id = p_config.workspace_id and e.claimed_at >= private.day_begins(p_config.time_zone, p_at, 0)
      and e.status not in ('drafted', 'approved', 'rejected')
    group by 1
    having count(*) >= (select p.domain_limit from private.pacing(p_config.workspace_id) p)) full_
  where full_.domain is not null
$$;

-- Whether a reply would be heard: by IMAP, Gmail or the test mailbox, or by the founder, who confirmed it.
create function private.hears_replies(p_workspace_id uuid) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select not exists (
      select from genesis.email_provider_config a where a.workspace_id = p_workspace_id and a.provider = 'smtp' and not a.uses_test_mailbox)
    or exists (select from genesis.mail_account_checks c where c.workspace_id = p_workspace_id and c.protocol = 'imap')
    or exists (select from genesis.mailbox_pacing m where m.workspace_id = p_workspace_id and m.replies_read_since is not null)
$$;

grant execute on function
  private.pacing(uuid), private.day_begins(text, timestamptz, int), private.slot_opens_at(uuid, timestamptz),
  private.ramp_limit(genesis.infrastructure_config, timestamptz), private.full_domains(genesis.infrastructure_config, timestamptz),
  private.hears_replies(uuid)
to tenant_role;
