-- Counts an answer of the model that held no usable emails; null when the lead is not one of this workspace.
create function genesis.fail_drafts(p_workspace_id uuid, p_campaign_id uuid, p_lead_id uuid, p_reason text) returns int
language sql
set search_path = pg_catalog, pg_temp
as $$
  insert into genesis.draft_failures as f (workspace_id, campaign_id, lead_id, reason)
  select l.workspace_id, p_campaign_id, l.id, left(p_reason, 500)
  from genesis.leads l where l.workspace_id = p_workspace_id and l.id = p_lead_id
  on conflict (workspace_id, campaign_id, lead_id) do update
    set failures = least(f.failures + 1, 1000), reason = excluded.reason, failed_at = now()
  returning failures
$$;

-- Leads who may be mailed, have no email of this campaign yet, and for whom fewer than three answers were unusable.
create or replace function private.unprepared_leads(p_workspace_id uuid, p_campaign_id uuid) returns setof genesis.leads
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select l.* from private.mailable_leads l
  where l.workspace_id = p_workspace_id
    and not exists (
      select from genesis.sequence_emails e
      where e.workspace_id = l.workspace_id and e.campaign_id = p_campaign_id and e.lead_id = l.id)
    and not exists (
      select from genesis.draft_failures f
      where f.workspace_id = l.workspace_id and f.campaign_id = p_campaign_id and f.lead_id = l.id and f.failures >= 3)
$$;

-- Nothing while the campaign may not run. A lead that failed comes after those that were not tried, so that it holds up none of them.
create or replace function genesis.leads_to_prepare(p_workspace_id uuid, p_campaign_id uuid, p_limit int)
returns table (lead_id uuid, email text, first_name text, last_name text, company text, title text, website text, notes text, research text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select l.id, l.email, l.first_name, l.last_name, l.company, l.title, l.website, l.notes, l.research
  from private.unprepared_leads(p_workspace_id, p_campaign_id) l
  left join genesis.draft_failures f
    on f.workspace_id = l.workspace_id and f.campaign_id = p_campaign_id and f.lead_id = l.id
  where exists (
    select from public.campaigns c
    where c.workspace_id = p_workspace_id and c.id = p_campaign_id and private.campaign_runs(c))
  order by coalesce(f.failures, 0), l.created_at, l.id
  limit least(greatest(p_limit, 0), 500)
$$;
grant execute on function genesis.fail_drafts(uuid, uuid, uuid, text) to tenant_role;
