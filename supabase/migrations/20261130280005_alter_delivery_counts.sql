-- A body in plpgsql is planned with its arguments, so that Postgres locks the leads of one workspace alone; one in sql locks every partition.
create or replace function genesis.delivery_counts(p_workspace_id uuid, p_mailbox integer)
returns table(sent integer, bounced integer, complained integer)
language plpgsql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query
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
    and coalesce(s.mailbox, l.mailbox, 1) = p_mailbox;
end
$$;
