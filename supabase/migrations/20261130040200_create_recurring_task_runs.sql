create table public.recurring_task_runs (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  recurring_id uuid not null,
  -- recurring:<task>:<instant> or manual:<uuid>: the same is done once
  run_key text not null check (length(run_key) between 1 and 120),
  trigger text not null check (trigger in ('schedule', 'manual')),
  scheduled_for timestamptz not null,
  state text not null check (state in ('waiting', 'queued', 'running', 'finished', 'failed', 'skipped')),
  -- how many missed instants this row stands for, and from when to when
  collapsed int not null default 1 check (collapsed >= 1),
  covers_from timestamptz,
  covers_to timestamptz,
  why text check (length(why) <= 1000),
  attempts int not null default 0,
  started_at timestamptz,
  finished_at timestamptz,
  result jsonb,
  cost_cents numeric(12, 4) not null default 0,
  created_at timestamptz not null default now(),
  unique (recurring_id, run_key),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id),
  foreign key (workspace_id, recurring_id) references public.project_recurring_tasks (workspace_id, id)
);
comment on table public.recurring_task_runs is 'Owner: recurring. One row for each instant of a recurring task: done, waiting, or skipped and why.';

create unique index recurring_task_runs_instant on public.recurring_task_runs (recurring_id, scheduled_for) where trigger = 'schedule';
create index recurring_task_runs_workspace on public.recurring_task_runs (workspace_id, recurring_id, created_at desc, id desc);
create index recurring_task_runs_open on public.recurring_task_runs (recurring_id, scheduled_for) where state in ('waiting', 'queued', 'running');
create index recurring_task_runs_begun on public.recurring_task_runs (created_at) where state in ('queued', 'running');

call private.protect_tenant_table('public.recurring_task_runs', 'select, insert, update');
grant select on public.recurring_task_runs to authenticated;

insert into private.erased_tables (table_name, position) values ('public.recurring_task_runs', 400);
