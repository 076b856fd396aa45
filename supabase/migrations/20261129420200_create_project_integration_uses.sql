create table public.project_integration_uses (
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  -- what acted, named by its idempotency key
  action text not null check (length(action) between 1 and 200),
  provider text not null,
  used_at timestamptz not null default now(),
  primary key (project_id, action, provider),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.project_integration_uses is 'Owner: integrations. Actions that the installation''s own account did for a company, so that the ledger says it once for each.';

create index project_integration_uses_workspace_id on public.project_integration_uses (workspace_id, project_id);

call private.protect_tenant_table('public.project_integration_uses', 'select, insert');
