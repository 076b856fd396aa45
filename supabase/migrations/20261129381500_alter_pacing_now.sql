drop function genesis.pacing_now(uuid);
-- How a mailbox is paced, and where it stands now.
create function genesis.pacing_now(p_workspace_id uuid, p_mailbox int)
returns table (
  paced boolean, gap_from_seconds int, gap_to_seconds int, domain_limit int, ramp_up boolean, ramp_limit int, next_slot_at timestamptz,
  guardrail text, guardrail_at timestamptz, replies_heard boolean, replies_read_since timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select p.gap_to is not null, coalesce(p.gap_from, m.gap_from_seconds, 60), coalesce(p.gap_to, m.gap_to_seconds, 180),
    coalesce(p.domain_limit, m.domain_limit, 5), coalesce(p.ramp_up, m.ramp_up, true),
    (select private.ramp_limit(i, p_mailbox, clock_timestamp()) from genesis.infrastructure_config i where i.workspace_id = p_workspace_id),
    private.slot_opens_at(p_workspace_id, p_mailbox, clock_timestamp()),
    m.guardrail, m.guardrail_at, private.hears_replies(p_workspace_id, p_mailbox), m.replies_read_since
  from (select) one
  left join genesis.mailbox_pacing m on m.workspace_id = p_workspace_id and m.mailbox = p_mailbox
  left join private.pacing(p_workspace_id, p_mailbox) p on true
$$;

drop function genesis.delivery_counts(uuid);
-- What became of the emails of a mailbox in the last 7 days, counted anew after a founder let sending go on. An email that was refused at
-- once was sent too. An event that names no email of ours belongs to its person's mailbox.
create function genesis.delivery_counts(p_workspace_id uuid, p_mailbox int) returns table (sent int, bounced int, complained int)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select (count(distinct (e.campaign_id, e.campaign_name, e.contact_email, e.step)) filter (where e.event_type in ('sent', 'bounced')))::int,
    (count(distinct e.contact_email) filter (where e.event_type = 'bounced'))::int,
    (count(distinct e.contact_email) filter (where e.event_type = 'complained'))::int
  from (
    select greatest(clock_timestamp() - interval '7 days', max(m.counted_since)) as at,
      exists (select from genesis.email_provider_config a where a.workspace_id = p_workspace_id and a.mailbox > 1) as several
    from genesis.mailbox_pacing m where m.workspace_id = p_workspace_id and m.mailbox = p_mailbox) since
  join public.email_events e
    on e.workspace_id = p_workspace_id and e.event_type in ('sent', 'bounced', 'complained') and e.event_ts >= since.at
  left join genesis.leads l on since.several and l.workspace_id = e.workspace_id and l.email = e.contact_email
  left join genesis.sequence_emails s
    on s.workspace_id = e.workspace_id and s.campaign_id = e.campaign_id and s.lead_id = l.id and s.step = e.step
  where not e.is_test and not (e.event_type = 'bounced' and e.metadata ->> 'bounce_type' is not distinct from 'soft')
    and coalesce(s.mailbox, l.mailbox, 1) = p_mailbox
$$;
grant execute on function genesis.pacing_now(uuid, int), genesis.delivery_counts(uuid, int) to tenant_role;
