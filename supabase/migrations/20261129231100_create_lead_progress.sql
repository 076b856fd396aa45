-- How far a person is in the campaign that wrote to them last, or will: which step comes next and when it can leave; null before any draft.
create function private.lead_progress(p_workspace_id uuid, p_lead_id uuid) returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'campaign_id', c.id, 'campaign', c.name, 'campaign_status', c.status, 'steps', latest.steps, 'sent', latest.sent,
    'last_sent_at', latest.last_sent_at, 'next_step', next.step, 'next_status', next.status,
    'next_at', case when next.status not in ('claimed', 'unknown') and i.workspace_id is not null then private.window_opens_at(
      coalesce(c.send_window, i.send_window), i.time_zone,
      greatest(now(), next.not_before, coalesce(previous.sent_at, next.drafted_at) + make_interval(days => coalesce(c.step_delays_days[next.step], 0)))) end)
  from (
    select e.campaign_id, max(e.step) as steps, count(*) filter (where e.status = 'sent') as sent, max(e.sent_at) as last_sent_at
    from genesis.sequence_emails e
    where e.workspace_id = p_workspace_id and e.lead_id = p_lead_id
    group by e.campaign_id order by max(coalesce(e.sent_at, e.drafted_at)) desc, e.campaign_id limit 1) latest
  join public.campaigns c on c.workspace_id = p_workspace_id and c.id = latest.campaign_id
  left join genesis.infrastructure_config i on i.workspace_id = p_workspace_id
  left join lateral (
    select e.step, e.status, e.not_before, e.drafted_at from genesis.sequence_emails e
    where e.workspace_id = p_workspace_id and e.campaign_id = latest.campaign_id and e.lead_id = p_lead_id
      and e.status not in ('sent', 'bounced', 'failed', 'cancelled', 'rejected')
    order by e.step limit 1) next on true
  left join genesis.sequence_emails previous
    on previous.workspace_id = p_workspace_id and previous.campaign_id = latest.campaign_id
   and previous.lead_id = p_lead_id and previous.step = next.step - 1
$$;
grant execute on function private.lead_progress(uuid, uuid) to tenant_role, service_role;
grant execute on function
  private.window_opens_at(jsonb, text, timestamptz), private.window_is_open(jsonb, text, timestamptz)
to service_role;
