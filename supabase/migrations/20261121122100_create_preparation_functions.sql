-- What an instance may ask of the database. The workspace is that of the login role, never a parameter.
create function private.instance_workspace_id() returns uuid
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_workspace_id uuid := (select workspace_id from genesis.partition_registry where login_role = session_user);
begin
  if v_workspace_id is null then
    raise exception 'role % belongs to no workspace', session_user using errcode = 'insufficient_privilege';
  end if;
  return v_workspace_id;
end
$$;

-- The campaign, if it is one of the instance's own.
create function private.instance_campaign(p_campaign_id uuid) returns public.campaigns
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign public.campaigns;
begin
  select * into v_campaign from public.campaigns
  where id = p_campaign_id and workspace_id = private.instance_workspace_id();
  if v_campaign.id is null then
    raise exception 'campaign % is not a campaign of this workspace', p_campaign_id using errcode = 'insufficient_privilege';
  end if;
  return v_campaign;
end
$$;

-- May the workspace mail, and does this campaign run?
create function private.campaign_runs(p_campaign public.campaigns) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select p_campaign.status = 'active'
     and exists (select from public.workspaces where id = p_campaign.workspace_id and status = 'active')
$$;

-- The people of a workspace who may be mailed at all, whatever the campaign.
create view private.mailable_leads as
  select l.* from genesis.leads l
  where l.status = 'active'
    and not exists (
      select from public.suppressions s where s.workspace_id = l.workspace_id and s.email = l.email);

create function genesis.leads_to_research(p_campaign_id uuid, p_limit int)
returns table (lead_id uuid, email text, first_name text, last_name text, company text, title text, website text, notes text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_campaign public.campaigns := private.instance_campaign(p_campaign_id);
begin
  return query
  select l.id, l.email, l.first_name, l.last_name, l.company, l.title, l.website, l.notes
  from private.mailable_leads l
  where l.workspace_id = v_campaign.workspace_id and l.research is null and private.campaign_runs(v_campaign)
    and not exists (
      select from genesis.sequence_emails e
      where e.workspace_id = l.workspace_id and e.campaign_id = v_campaign.id and e.lead_id = l.id)
  order by l.created_at, l.id
  limit least(greatest(p_limit, 0), 500);
end
$$;

create function genesis.save_research(p_campaign_id uuid, p_lead_id uuid, p_research text) returns boolean
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign public.campaigns := private.instance_campaign(p_campaign_id);
begin
  update genesis.leads set research = left(p_research, 20000)
  where workspace_id = v_campaign.workspace_id and id = p_lead_id;
  return found;
end
$$;

create function genesis.leads_to_prepare(p_campaign_id uuid, p_limit int)
returns table (lead_id uuid, email text, first_name text, last_name text, company text, title text, website text, notes text, research text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_campaign public.campaigns := private.instance_campaign(p_campaign_id);
begin
  return query
  select l.id, l.email, l.first_name, l.last_name, l.company, l.title, l.website, l.notes, l.research
  from private.mailable_leads l
  where l.workspace_id = v_campaign.workspace_id and private.campaign_runs(v_campaign)
    and not exists (
      select from genesis.sequence_emails e
      where e.workspace_id = l.workspace_id and e.campaign_id = v_campaign.id and e.lead_id = l.id)
  order by l.created_at, l.id
  limit least(greatest(p_limit, 0), 500);
end
$$;

-- Stores the drafts of a sequence. A step that was claimed or sent stays as it went out.
create function genesis.save_drafts(p_campaign_id uuid, p_lead_id uuid, p_drafts jsonb, p_source text) returns int
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign public.campaigns := private.instance_campaign(p_campaign_id);
  v_email text := (
    select l.email from genesis.leads l where l.workspace_id = v_campaign.workspace_id and l.id = p_lead_id);
  v_saved int;
begin
  if v_email is null then
    raise exception 'lead % is not a lead of this workspace', p_lead_id using errcode = 'no_data_found';
  end if;
  insert into genesis.sequence_emails as e (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source)
  select v_campaign.workspace_id, v_campaign.id, p_lead_id, d.step, v_email,
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
  genesis.leads_to_research(uuid, int), genesis.save_research(uuid, uuid, text),
  genesis.leads_to_prepare(uuid, int), genesis.save_drafts(uuid, uuid, jsonb, text)
to instance_role;
