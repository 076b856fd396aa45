-- Who may be mailed and has no email of this campaign yet.
create function private.unprepared_leads(p_workspace_id uuid, p_campaign_id uuid) returns setof genesis.leads
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select l.* from private.mailable_leads l
  where l.workspace_id = p_workspace_id
    and not exists (
      select from genesis.sequence_emails e
      where e.workspace_id = l.workspace_id and e.campaign_id = p_campaign_id and e.lead_id = l.id)
$$;

-- Nothing while the campaign may not run.
create function genesis.leads_to_prepare(p_workspace_id uuid, p_campaign_id uuid, p_limit int)
returns table (lead_id uuid, email text, first_name text, last_name text, company text, title text, website text, notes text, research text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select l.id, l.email, l.first_name, l.last_name, l.company, l.title, l.website, l.notes, l.research
  from private.unprepared_leads(p_workspace_id, p_campaign_id) l
  where exists (
    select from public.campaigns c
    where c.workspace_id = p_workspace_id and c.id = p_campaign_id and private.campaign_runs(c))
  order by l.created_at, l.id
  limit least(greatest(p_limit, 0), 500)
$$;

create function genesis.leads_to_research(p_workspace_id uuid, p_campaign_id uuid, p_limit int)
returns table (lead_id uuid, email text, first_name text, last_name text, company text, title text, website text, notes text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select l.id, l.email, l.first_name, l.last_name, l.company, l.title, l.website, l.notes
  from private.unprepared_leads(p_workspace_id, p_campaign_id) l
  where l.research is null and exists (
    select from public.campaigns c
    where c.workspace_id = p_workspace_id and c.id = p_campaign_id and private.campaign_runs(c))
  order by l.created_at, l.id
  limit least(greatest(p_limit, 0), 500)
$$;

-- False when the campaign or the lead is not one of this workspace.
create function genesis.save_research(p_workspace_id uuid, p_campaign_id uuid, p_lead_id uuid, p_research text) returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  update genesis.leads set research = left(p_research, 20000)
  where workspace_id = p_workspace_id and id = p_lead_id
    and exists (select from public.campaigns where workspace_id = p_workspace_id and id = p_campaign_id);
  return found;
end
$$;

-- Stores the drafts of a sequence and answers how many; null when the lead is not one of this workspace. A step that was claimed or sent
-- stays as it went out.
create function genesis.save_drafts(p_workspace_id uuid, p_campaign_id uuid, p_lead_id uuid, p_drafts jsonb, p_source text) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_email text := (select l.email from genesis.leads l where l.workspace_id = p_workspace_id and l.id = p_lead_id);
  v_saved int;
begin
  if v_email is null then
    return null;
  end if;
  insert into genesis.sequence_emails as e (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source)
  select p_workspace_id, p_campaign_id, p_lead_id, d.step, v_email,
         left(regexp_replace(d.subject, '\s+', ' ', 'g'), 500), left(d.body, 50000), left(p_source, 200)
  from jsonb_to_recordset(p_drafts) as d (step smallint, subject text, body text)
  on conflict (workspace_id, campaign_id, lead_id, step) do update
    set subject = excluded.subject, body = excluded.body, draft_source = excluded.draft_source, drafted_at = now()
    where e.status = 'drafted';
  get diagnostics v_saved = row_count;
  return v_saved;
end
$$;

grant execute on function
  private.unprepared_leads(uuid, uuid), genesis.leads_to_prepare(uuid, uuid, int), genesis.leads_to_research(uuid, uuid, int),
  genesis.save_research(uuid, uuid, uuid, text), genesis.save_drafts(uuid, uuid, uuid, jsonb, text)
to tenant_role;
