create table public.project_runtime_secrets (
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null references public.project_runtime_instances (project_id),
  name text not null check (name in ('database_password', 'runtime_key', 'gateway_token')),
  -- never the secret itself
  reference text not null check (reference ~ '^vault://[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  -- sha256, to recognise the secret and to see that a place holds another one
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now(),
  primary key (project_id, name)
);
comment on table public.project_runtime_secrets is 'Owner: runtimes. Which secret of the vault a runtime holds, by reference.';

create index project_runtime_secrets_workspace_id on public.project_runtime_secrets (workspace_id, project_id);
create unique index project_runtime_secrets_gateway_token on public.project_runtime_secrets (fingerprint) where name = 'gateway_token';

call private.protect_tenant_table('public.project_runtime_secrets', 'select, insert, delete');
grant select on public.project_runtime_secrets to authenticated;
insert into private.erased_tables (table_name, position) values ('public.project_runtime_secrets', 431);
