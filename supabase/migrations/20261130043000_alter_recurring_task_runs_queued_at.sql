-- A run that waited for the one before it is handed out long after it was made: it is lost an hour after that, not before.
alter table public.recurring_task_runs add column queued_at timestamptz not null default now();

drop index public.recurring_task_runs_begun;
create index recurring_task_runs_begun on public.recurring_task_runs (queued_at) where state in ('queued', 'running');
