create table public.campaign_groups (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid references public.projects (id),
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz not null default now(),
  unique (workspace_id, name)
);
comment on table public.campaign_groups is 'Owner: campaigns. A grouping of campaigns; may name the company it belongs to.';

create index campaign_groups_project_id on public.campaign_groups (project_id);

call private.protect_tenant_table('public.campaign_groups', 'select, insert, update');
grant select on public.campaign_groups to authenticated;
