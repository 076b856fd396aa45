create table public.project_provisioning_jobs (
  id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null references public.project_runtime_instances (project_id),
  attempt int not null check (attempt > 0),
  cause text not null check (cause in ('payment', 'admin', 'retry')),
  requested_by text not null,
  status text not null default 'running' check (status in ('running', 'undoing', 'succeeded', 'failed')),
  -- each step with its state, times and error, in order
  steps jsonb not null check (jsonb_typeof(steps) = 'array'),
  -- what exists by now; after a failure, what could not be taken away
  made jsonb not null default '{}' check (jsonb_typeof(made) = 'object'),
  error_message text,
  error_code text,
  error_step text,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  unique (project_id, attempt),
  check ((status in ('succeeded', 'failed')) = (ended_at is not null))
);
comment on table public.project_provisioning_jobs is 'Owner: runtimes. Each attempt at giving a company a runtime of its own, step by step.';

create index project_provisioning_jobs_workspace_id on public.project_provisioning_jobs (workspace_id, project_id, attempt desc);
create unique index project_provisioning_jobs_one_at_a_time on public.project_provisioning_jobs (project_id) where ended_at is null;
-- the administrators' list, newest first
create index project_provisioning_jobs_newest on public.project_provisioning_jobs (started_at desc, id desc);

call private.protect_tenant_table('public.project_provisioning_jobs', 'select, insert, update');
grant select on public.project_provisioning_jobs to authenticated;
insert into private.erased_tables (table_name, position) values ('public.project_provisioning_jobs', 432);
