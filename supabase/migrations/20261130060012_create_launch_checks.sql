create table public.launch_checks (
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  item text not null check (length(item) <= 60),
  passed boolean not null,
  words text not null check (length(words) <= 500),
  checked_at timestamptz not null,
  primary key (project_id, item),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.launch_checks is 'Owner: plan. The last look of a machine at each item of the launch checklist.';

create index launch_checks_workspace_id on public.launch_checks (workspace_id, project_id, item);

call private.protect_tenant_table('public.launch_checks', 'select, insert, update');
grant select on public.launch_checks to authenticated;
insert into private.erased_tables (table_name, position) values ('public.launch_checks', 308);
