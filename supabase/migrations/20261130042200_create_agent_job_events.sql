create table public.agent_job_events (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  job_id uuid not null,
  kind text not null check (kind in ('status', 'step', 'artifact')),
  message text not null check (length(message) between 1 and 1000),
  data jsonb not null default '{}',
  created_at timestamptz not null default clock_timestamp(),
  foreign key (workspace_id, job_id) references public.agent_jobs (workspace_id, id)
);
comment on table public.agent_job_events is 'Owner: jobs. The steps of an agent''s work and its results, one line each; status and artifact stand in the ledger too.';

create index agent_job_events_job on public.agent_job_events (workspace_id, job_id, created_at, id);

call private.protect_tenant_table('public.agent_job_events', 'select, insert');
grant select on public.agent_job_events to authenticated;

insert into private.erased_tables (table_name, position) values ('public.agent_job_events', 410);
