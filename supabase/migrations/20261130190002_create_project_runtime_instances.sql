create table public.project_runtime_instances (
  project_id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  -- where work of the company runs
  mode text not null default 'shared' check (mode in ('shared', 'provisioning', 'dedicated')),
  status text not null default 'requested' check (status in ('requested', 'running', 'failed', 'active', 'unhealthy', 'retiring', 'retired')),
  -- rises at each change of mode: work that began under another one is refused
  epoch int not null default 0 check (epoch >= 0),
  target text not null default 'local' check (target in ('local')),
  -- the name of everything that belongs to it, made of the company's id before anything is made
  name text not null unique check (name ~ '^[a-z0-9-]{1,63}$'),
  repository text,
  commit_sha text check (commit_sha ~ '^[0-9a-f]{40}$'),
  database_name text,
  service_id text,
  url text,
  announced_attempt int not null default 0,
  activated_at timestamptz,
  -- the last probe, and since when probes fail
  probed_at timestamptz,
  failures int not null default 0 check (failures >= 0),
  failing_since timestamptz,
  trouble text check (length(trouble) <= 1000),
  retire_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id),
  check (mode <> 'dedicated' or (url is not null and commit_sha is not null and activated_at is not null)),
  check (status not in ('retiring', 'retired') or mode = 'shared')
);
comment on table public.project_runtime_instances is 'Owner: runtimes. Where the work of a company runs, and the parts of its own runtime.';

create index project_runtime_instances_workspace_id on public.project_runtime_instances (workspace_id, project_id);
-- one sweep a minute finds those to look at
create index project_runtime_instances_watched on public.project_runtime_instances (project_id)
  where status in ('active', 'unhealthy', 'retiring');

create trigger project_runtime_instances_touch before update on public.project_runtime_instances
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('public.project_runtime_instances', 'select, insert, update');
grant select on public.project_runtime_instances to authenticated;
insert into private.erased_tables (table_name, position) values ('public.project_runtime_instances', 433);
