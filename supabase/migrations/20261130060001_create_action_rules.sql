create table public.action_rules (
  id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  rule jsonb not null,
  created_at timestamptz not null default now(),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.action_rules is 'Owner: approvals. A founder''s rules that are checked before an approved action is carried out.';

create index action_rules_workspace_id on public.action_rules (workspace_id, project_id, created_at, id);
create index action_rules_project_id on public.action_rules (project_id);

call private.protect_tenant_table('public.action_rules', 'select, insert, update, delete');
grant select on public.action_rules to authenticated;
insert into private.erased_tables (table_name, position) values ('public.action_rules', 304);
