create table public.project_runtime_orders (
  id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null references public.project_runtime_instances (project_id),
  kind text not null check (kind in ('action', 'run')),
  -- an approval with its version, or a run of a recurring task
  subject_id uuid not null,
  version int check ((kind = 'action') = (version is not null)),
  -- the epoch in which it was handed over: taken in another one it is refused
  epoch int not null,
  -- only one place ever takes it out of 'handed'
  state text not null default 'handed' check (state in ('handed', 'dedicated', 'shared', 'superseded')),
  handed_at timestamptz not null default now(),
  ended_at timestamptz
);
comment on table public.project_runtime_orders is 'Owner: runtimes. Work that was handed to a company''s own runtime, and which place took it.';

create index project_runtime_orders_workspace_id on public.project_runtime_orders (workspace_id, project_id, handed_at desc, id desc);
create index project_runtime_orders_subject on public.project_runtime_orders (workspace_id, subject_id) where state = 'handed';

call private.protect_tenant_table('public.project_runtime_orders', 'select, insert, update');
grant select on public.project_runtime_orders to authenticated;
insert into private.erased_tables (table_name, position) values ('public.project_runtime_orders', 430);
