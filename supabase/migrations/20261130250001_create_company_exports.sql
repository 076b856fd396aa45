create table public.company_exports (
  id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  -- its owner asked, or its own runtime is about to be taken away
  cause text not null check (cause in ('owner', 'retirement')),
  requested_by text not null,
  status text not null default 'running' check (status in ('running', 'ready', 'failed', 'gone')),
  parts_done int not null default 0 check (parts_done >= 0),
  parts_total int not null default 0 check (parts_total >= parts_done),
  size_bytes bigint check (size_bytes >= 0),
  -- of the archive as it is downloaded
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  error text check (length(error) <= 1000),
  requested_at timestamptz not null default now(),
  finished_at timestamptz,
  -- the archive is removed then
  expires_at timestamptz,
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id),
  check ((status = 'running') = (finished_at is null)),
  check (status <> 'ready' or (size_bytes is not null and sha256 is not null and expires_at is not null))
);
comment on table public.company_exports is 'Owner: exit. Archives of whole companies, and how far each is.';

create index company_exports_newest on public.company_exports (workspace_id, project_id, requested_at desc, id desc);
create unique index company_exports_one_at_a_time on public.company_exports (project_id) where status = 'running';
-- the sweep finds archives to remove
create index company_exports_expiring on public.company_exports (expires_at) where status = 'ready';

call private.protect_tenant_table('public.company_exports', 'select, insert, update');
grant select on public.company_exports to authenticated;
insert into private.erased_tables (table_name, position) values ('public.company_exports', 435);
