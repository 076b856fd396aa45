-- Research is for the model alone: leads who lack an email that it writes and have no note, and first those that a member asked to be
-- researched again, whose findings serve an email that is written anew.
create or replace function genesis.leads_to_research(p_workspace_id uuid, p_campaign_id uuid, p_limit int)
returns table (lead_id uuid, email text, first_name text, last_name text, company text, title text, website text, notes text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select l.id, l.email, l.first_name, l.last_name, l.company, l.title, l.website, l.notes
  from (
    select a.* from private.audience_leads(p_workspace_id, p_campaign_id) a where a.research_asked_at is not null
    union all
    select u.* from private.unprepared_leads(p_workspace_id, p_campaign_id) u
    where u.research is null and u.research_asked_at is null and exists (
      select from private.unwritten_steps(p_campaign_id, u) s where s.mode = 'model')) l
  where exists (
    select from public.campaigns c
    where c.workspace_id = p_workspace_id and c.id = p_campaign_id and private.campaign_runs(c))
  order by l.research_asked_at, l.created_at, l.id
  limit least(greatest(p_limit, 0), 500)
$$;
