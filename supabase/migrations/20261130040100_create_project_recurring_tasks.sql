create table public.project_recurring_tasks (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  task_key text not null check (task_key ~ '^[a-z0-9][a-z0-9_-]{0,79}$'),
  title text not null check (length(title) between 1 and 200),
  cron_expr text not null check (length(cron_expr) between 1 and 100),
  timezone text not null check (length(timezone) between 1 and 64),
  -- its zone is changed with that of the company, until a person chooses another one
  follows_zone boolean not null default false,
  job_type text not null
    check (job_type in ('nightshift.cycle_project', 'phases.generate', 'campaigns.run', 'actions.propose', 'webhook.post')),
  agent_key text,
  payload jsonb not null default '{}',
  -- of several that are due, the higher one begins first
  priority smallint not null default 50 check (priority between 0 and 100),
  missed_policy text not null default 'run_once' check (missed_policy in ('skip', 'run_once', 'run_all')),
  overlap text not null default 'skip' check (overlap in ('skip', 'queue')),
  enabled boolean not null default true,
  paused_why text check (length(paused_why) <= 500),
  -- runs that failed since one succeeded
  failures int not null default 0,
  next_run_at timestamptz,
  -- when next_run_at was worked out: later than now only after the clock was set back
  planned_at timestamptz not null default now(),
  last_run_at timestamptz,
  revision int not null default 1,
  created_by text,
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, id),
  -- a deleted one keeps its key, so that a default does not come back
  unique (project_id, task_key),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id),
  check (not (enabled and deleted_at is not null))
);
comment on table public.project_recurring_tasks is 'Owner: recurring. Work that a company repeats by a schedule, and the rule for runs that were missed.';

create index project_recurring_tasks_workspace on public.project_recurring_tasks (workspace_id, project_id, created_at, id);
create index project_recurring_tasks_due on public.project_recurring_tasks (next_run_at) where enabled;
create index project_recurring_tasks_planned on public.project_recurring_tasks (planned_at) where enabled;

create trigger project_recurring_tasks_touch before update on public.project_recurring_tasks
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('public.project_recurring_tasks', 'select, insert, update');
grant select on public.project_recurring_tasks to authenticated;

insert into private.erased_tables (table_name, position) values ('public.project_recurring_tasks', 401);
