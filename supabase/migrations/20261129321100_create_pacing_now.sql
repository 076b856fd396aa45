-- How the account is paced, and where it stands now.
create function genesis.pacing_now(p_workspace_id uuid)
returns table (
  paced boolean, gap_from_seconds int, gap_to_seconds int, domain_limit int, ramp_up boolean, ramp_limit int, next_slot_at timestamptz,
  guardrail text, guardrail_at timestamptz, replies_heard boolean, replies_read_since timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select p.gap_to is not null, coalesce(p.gap_from, m.gap_from_seconds, 60), coalesce(p.gap_to, m.gap_to_seconds, 180),
    coalesce(p.domain_limit, m.domain_limit, 5), coalesce(p.ramp_up, m.ramp_up, true),
    (select private.ramp_limit(i, clock_timestamp()) from genesis.infrastructure_config i where i.workspace_id = p_workspace_id),
    private.slot_opens_at(p_workspace_id, clock_timestamp()),
    m.guardrail, m.guardrail_at, private.hears_replies(p_workspace_id), m.replies_read_since
  from (select) one
  left join genesis.mailbox_pacing m on m.workspace_id = p_workspace_id
  left join private.pacing(p_workspace_id) p on true
$$;

-- What became of the emails of the last 7 days, counted anew after a founder let sending go on. An email that was refused at once was sent too.
create function genesis.delivery_counts(p_workspace_id uuid) returns table (sent int, bounced int, complained int)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select (count(distinct (e.campaign_id, e.campaign_name, e.contact_email, e.step)) filter (where e.event_type in ('sent', 'bounced')))::int,
    (count(distinct e.contact_email) filter (where e.event_type = 'bounced'))::int,
    (count(distinct e.contact_email) filter (where e.event_type = 'complained'))::int
  from (
    select greatest(clock_timestamp() - interval '7 days', max(m.counted_since)) as at
    from genesis.mailbox_pacing m where m.workspace_id = p_workspace_id) since
  join public.email_events e
    on e.workspace_id = p_workspace_id and e.event_type in ('sent', 'bounced', 'complained') and e.event_ts >= since.at
  where not e.is_test and not (e.event_type = 'bounced' and e.metadata ->> 'bounce_type' is not distinct from 'soft')
$$;
grant execute on function genesis.pacing_now(uuid), genesis.delivery_counts(uuid) to tenant_role;
