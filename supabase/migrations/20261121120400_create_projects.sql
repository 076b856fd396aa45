create table public.projects (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  owner_clerk_id text not null,
  name text not null check (length(name) between 1 and 200),
  idea text check (length(idea) <= 5000),
  website text check (length(website) <= 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.projects is 'Owner: projects. One company a founder builds; screens say company.';

create index projects_workspace_id on public.projects (workspace_id, created_at);

create trigger projects_touch before update on public.projects
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('public.projects', 'select, insert, update');
grant select on public.projects to authenticated;
