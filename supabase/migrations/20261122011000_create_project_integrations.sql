create table public.project_integrations (
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null references public.projects (id),
  provider text not null check (provider ~ '^[a-z0-9_]{1,50}$'),
  -- sealed with the project integration key, under a key of this workspace
  config_encrypted text not null,
  masked jsonb not null default '{}',
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (project_id, provider)
);
comment on table public.project_integrations is 'Owner: integrations. What one company connected, sealed with a key of its own. Not readable through PostgREST.';

create index project_integrations_workspace_id on public.project_integrations (workspace_id, project_id);

create trigger project_integrations_touch before update on public.project_integrations
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('public.project_integrations', 'select, insert, update, delete');
