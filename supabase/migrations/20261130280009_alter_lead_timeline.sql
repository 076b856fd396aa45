-- A body in plpgsql is planned with its arguments, so that Postgres locks the leads of one workspace alone; one in sql locks every partition.
create or replace function genesis.lead_timeline(p_workspace_id uuid, p_lead_id uuid)
returns table(at timestamptz, kind text, campaign text, step integer, subject text, body text, detail text)
language plpgsql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query
  with lead as (
    select l.* from genesis.leads l where l.workspace_id = p_workspace_id and l.id = p_lead_id
  ), mail as (
    select e.*, c.name as campaign from genesis.sequence_emails e
    join public.campaigns c on c.workspace_id = e.workspace_id and c.id = e.campaign_id
    where e.workspace_id = p_workspace_id and e.lead_id = p_lead_id
  ), heard as (
    select e.*, k.name as campaign from lead
    join public.contacts p on p.workspace_id = lead.workspace_id and p.email = lead.email
    join public.email_events e on e.workspace_id = p.workspace_id and e.contact_id = p.id
    left join public.campaigns k on k.workspace_id = e.workspace_id and k.id = e.campaign_id
    where not e.is_test
  )
  select * from (
    select lead.created_at, 'added', null, null::int, null, null, null from lead
    union all
    select li.created_at, 'imported', null, null, null, null, li.name
    from genesis.lead_list_members m join genesis.lead_lists li on li.id = m.list_id and li.import_id is not null
    where m.workspace_id = p_workspace_id and m.lead_id = p_lead_id
    union all
    select mail.drafted_at, 'drafted', mail.campaign, mail.step, mail.subject, null, null from mail
    union all
    select mail.sent_at, 'sent', mail.campaign, mail.step, mail.subject, mail.body, null from mail
    where mail.status = 'sent' and mail.sent_at is not null
    union all
    select heard.event_ts, heard.event_type, heard.campaign, heard.step, heard.subject, heard.body, heard.metadata ->> 'reason'
    from heard where heard.event_type <> 'sent' or not exists (
      select from mail where mail.status = 'sent' and mail.campaign_id = heard.campaign_id and mail.step = heard.step)
    union all
    select s.created_at, 'suppressed', null, null, null, s.note, s.reason || case when s.email like '@%' then ' ' || s.email else '' end
    from lead join public.suppressions s
      on s.workspace_id = lead.workspace_id and s.email = any (lead.domain_keys || lead.email)
    union all
    select t.explained_at, 'opt_out_reason', k.name, null, null, null, t.reason
    from public.unsubscribe_tokens t
    left join public.campaigns k on k.workspace_id = t.workspace_id and k.id = t.campaign_id
    where t.workspace_id = p_workspace_id and t.lead_id = p_lead_id and t.reason is not null
    union all
    select lead.status_changed_at, 'stopped', null, null, null, null, lead.status from lead
    where lead.status <> 'active' and lead.status_changed_at is not null
  ) as line (at, kind, campaign, step, subject, body, detail)
  order by 1 desc, 2 limit 500;
end
$$;
