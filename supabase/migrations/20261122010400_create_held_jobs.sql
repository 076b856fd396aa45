create table public.held_jobs (
  job_id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  name text not null,
  payload jsonb not null,
  singleton_key text,
  held_at timestamptz not null default clock_timestamp()
);
comment on table public.held_jobs is 'Owner: tenancy. Jobs of a frozen workspace, put aside; they are enqueued again when the freeze is lifted.';

create index held_jobs_workspace_id on public.held_jobs (workspace_id, held_at);
-- What may wait in the queue once a key is held once a key: a sweep that asks every minute fills nothing.
create unique index held_jobs_key on public.held_jobs (workspace_id, name, singleton_key) where singleton_key is not null;

call private.protect_tenant_table('public.held_jobs', 'select, insert, delete');
