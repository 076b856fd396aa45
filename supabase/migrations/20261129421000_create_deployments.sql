create table public.deployments (
  id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  provider text not null check (provider in ('vercel', 'local')),
  site text not null check (site ~ '^[a-z0-9][a-z0-9-]{0,49}$'),
  -- what asked for it, named by its idempotency key: repeated, it is the same deployment
  action text not null check (length(action) between 1 and 200),
  -- sha256 over the files; the published page carries it
  marker text not null check (marker ~ '^[0-9a-f]{64}$'),
  file_count integer not null check (file_count > 0),
  size_bytes bigint not null check (size_bytes > 0),
  status text not null default 'started' check (status in ('started', 'succeeded', 'failed', 'unknown')),
  provider_id text,
  url text,
  error text,
  account text not null,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (project_id, action),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id),
  check ((status in ('succeeded', 'failed')) = (finished_at is not null)),
  check (status <> 'succeeded' or (provider_id is not null and url is not null))
);
comment on table public.deployments is 'Owner: publishing. Each time a site of a company was published, and how it ended.';

create index deployments_workspace_id on public.deployments (workspace_id, project_id, created_at desc, id desc);

call private.protect_tenant_table('public.deployments', 'select, insert, update, delete');
grant select on public.deployments to authenticated;
