-- What workflows of before call with a database login of their own. They go on until the last such login is retired, which drops these:
-- same names, same answers, the rules in the functions that the application calls. The workspace is the login's, never a parameter.
create or replace function genesis.leads_to_research(p_campaign_id uuid, p_limit int)
returns table (lead_id uuid, email text, first_name text, last_name text, company text, title text, website text, notes text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign public.campaigns := private.instance_campaign(p_campaign_id);
begin
  return query select * from genesis.leads_to_research(v_campaign.workspace_id, v_campaign.id, p_limit);
end
$$;

create or replace function genesis.save_research(p_campaign_id uuid, p_lead_id uuid, p_research text) returns boolean
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign public.campaigns := private.instance_campaign(p_campaign_id);
begin
  return genesis.save_research(v_campaign.workspace_id, v_campaign.id, p_lead_id, p_research);
end
$$;

create or replace function genesis.leads_to_prepare(p_campaign_id uuid, p_limit int)
returns table (lead_id uuid, email text, first_name text, last_name text, company text, title text, website text, notes text, research text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign public.campaigns := private.instance_campaign(p_campaign_id);
begin
  return query select * from genesis.leads_to_prepare(v_campaign.workspace_id, v_campaign.id, p_limit);
end
$$;

create or replace function genesis.save_drafts(p_campaign_id uuid, p_lead_id uuid, p_drafts jsonb, p_source text) returns int
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign public.campaigns := private.instance_campaign(p_campaign_id);
  v_saved int := genesis.save_drafts(v_campaign.workspace_id, v_campaign.id, p_lead_id, p_drafts, p_source);
begin
  if v_saved is null then
    raise exception 'lead % is not a lead of this workspace', p_lead_id using errcode = 'no_data_found';
  end if;
  return v_saved;
end
$$;

-- These workflows do not confirm: a claim without an outcome is unknown.
create or replace function genesis.claim_due_emails(p_campaign_id uuid, p_step int, p_limit int, p_unsubscribe_url text)
returns table (
  claim_id uuid, lead_id uuid, to_email text, to_name text, from_email text, from_name text, subject text,
  text_body text, html_body text, message_id text, list_unsubscribe text, list_unsubscribe_post text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign public.campaigns := private.instance_campaign(p_campaign_id);
begin
  return query select * from genesis.claim_due_emails(
    v_campaign.workspace_id, v_campaign.id, p_step, p_limit, false, p_unsubscribe_url);
end
$$;

-- Their words: refused is a bounce, failed is any other refusal.
create or replace function genesis.record_send(p_claim_id uuid, p_outcome text, p_provider_message_id text, p_detail text)
returns boolean
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_recorded boolean;
begin
  if p_outcome is null or p_outcome not in ('sent', 'refused', 'failed', 'unknown') then
    raise exception 'outcome must be sent, refused, failed or unknown, not %', p_outcome using errcode = 'invalid_parameter_value';
  end if;
  select o.recorded into v_recorded
  from genesis.record_outcome(
    private.instance_workspace_id(), p_claim_id,
    case p_outcome when 'refused' then 'bounced' when 'failed' then 'refused' else p_outcome end,
    p_provider_message_id, p_detail) o;
  if not found then
    raise exception 'claim % is not a claim of this workspace', p_claim_id using errcode = 'no_data_found';
  end if;
  return v_recorded;
end
$$;

create or replace function genesis.unreported_events(p_campaign_id uuid, p_step int, p_limit int)
returns table (claim_id uuid, event jsonb)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign public.campaigns := private.instance_campaign(p_campaign_id);
begin
  return query
  select o.claim_id, o.event from genesis.unreported_outcomes(v_campaign.workspace_id, 1000) o
  where o.event ->> 'campaign_id' = v_campaign.id::text and (o.event ->> 'step')::int = p_step
  limit least(greatest(p_limit, 0), 1000);
end
$$;

-- Takes these functions away, once no login is left that could call them. Owned by the migrations' role, called when a login is retired.
create function private.drop_instance_functions() returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from genesis.partition_registry where login_role is not null) then
    return;
  end if;
  drop function if exists genesis.leads_to_research(uuid, int);
  drop function if exists genesis.save_research(uuid, uuid, text);
  drop function if exists genesis.leads_to_prepare(uuid, int);
  drop function if exists genesis.save_drafts(uuid, uuid, jsonb, text);
  drop function if exists genesis.claim_due_emails(uuid, int, int, text);
  drop function if exists genesis.record_send(uuid, text, text, text);
  drop function if exists genesis.unreported_events(uuid, int, int);
  drop function if exists genesis.mark_reported(uuid[]);
  drop function if exists private.instance_campaign(uuid);
  drop function if exists private.instance_workspace_id();
end
$$;
