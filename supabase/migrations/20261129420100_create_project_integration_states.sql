create table public.project_integration_states (
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  provider text not null check (provider ~ '^[a-z0-9_]{1,50}$'),
  -- the founder does not want the installation's own account to act for this company
  fallback_forbidden boolean not null default false,
  -- the last test of the account that acts; forgotten when another one takes its place
  tested_at timestamptz,
  verdict text check (verdict in ('ok', 'rejected', 'unreachable')),
  steps jsonb not null default '[]',
  primary key (project_id, provider),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id),
  check ((tested_at is null) = (verdict is null))
);
comment on table public.project_integration_states is 'Owner: integrations. What a founder decided about a provider and what its last test saw, connected or not.';

create index project_integration_states_workspace_id on public.project_integration_states (workspace_id, project_id);

call private.protect_tenant_table('public.project_integration_states', 'select, insert, update, delete');
