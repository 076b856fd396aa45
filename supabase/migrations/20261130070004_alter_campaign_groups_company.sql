-- Each company of a workspace has groups of its own, and only one of its workspace.
alter table public.campaign_groups
  drop constraint campaign_groups_workspace_id_name_key,
  drop constraint campaign_groups_project_id_fkey,
  add constraint campaign_groups_name_key unique nulls not distinct (workspace_id, project_id, name),
  add constraint campaign_groups_project_fkey foreign key (workspace_id, project_id) references public.projects (workspace_id, id);
