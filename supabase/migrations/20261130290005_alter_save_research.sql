create or replace function genesis.save_research(p_workspace_id uuid, p_campaign_id uuid, p_lead_id uuid, p_research text) returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  update genesis.leads set research = left(p_research, 20000), research_asked_at = null
  where workspace_id = p_workspace_id and id = p_lead_id
    and exists (select from public.campaigns where workspace_id = p_workspace_id and id = p_campaign_id);
  return found;
end
$$;
