-- A freeze that was lifted without its workflows: nothing is researched, drafted or mailed either until they are restored, not even by a
-- workflow that somebody starts by hand in n8n.
create or replace function private.campaign_runs(p_campaign public.campaigns) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select p_campaign.status = 'active'
     and exists (
       select from public.workspaces
       where id = p_campaign.workspace_id and status = 'active' and not workflows_held)
$$;
