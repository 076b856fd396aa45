create table public.phase_generations (
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  phase int not null check (phase between 0 and 3),
  state text not null check (state in ('queued', 'reading', 'writing', 'checking', 'done', 'failed')),
  words text,
  requested_by text,
  requested_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (project_id, phase),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.phase_generations is 'Owner: plan. How far the drafting of each packet is.';

create index phase_generations_workspace_id on public.phase_generations (workspace_id, project_id, phase);

call private.protect_tenant_table('public.phase_generations', 'select, insert, update');
grant select on public.phase_generations to authenticated;
insert into private.erased_tables (table_name, position) values ('public.phase_generations', 307);
