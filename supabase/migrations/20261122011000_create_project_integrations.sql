-- What hangs on a company names its workspace too, and the two must agree.
alter table public.projects add constraint projects_workspace_id_id_key unique (workspace_id, id);

create table public.project_integrations (
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  provider text not null check (provider ~ '^[a-z0-9_]{1,50}$'),
  -- off: the installation's own account is used instead
  enabled boolean not null default true,
  -- sealed with the project integration key, under a key of this workspace
  config_encrypted text not null,
  config_masked jsonb not null default '{}',
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (project_id, provider),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.project_integrations is 'Owner: integrations. What one company connected, sealed with a key of its own. Not readable through PostgREST.';

create index project_integrations_workspace_id on public.project_integrations (workspace_id, project_id);

-- Resealing under another key is no change of what is connected.
create trigger project_integrations_touch before update of enabled, config_masked on public.project_integrations
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('public.project_integrations', 'select, insert, update, delete');
