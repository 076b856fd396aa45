-- A group without a company belongs to the only one of its workspace, where that is so.
update public.campaign_groups g
set project_id = private.home_of_event(g.workspace_id, '{}')
where g.project_id is null
  and not exists (
    select from public.campaign_groups other
    where other.workspace_id = g.workspace_id and other.name = g.name and other.id <> g.id);
