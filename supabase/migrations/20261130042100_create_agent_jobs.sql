create table public.agent_jobs (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  -- the same work, taken up again after its worker died, is the same job
  job_key text not null check (length(job_key) between 1 and 200),
  job_type text not null check (job_type ~ '^[a-z_.-]{1,60}$'),
  agent_key text not null check (agent_key ~ '^[a-z_]{1,40}$'),
  title text not null check (length(title) between 1 and 300),
  state text not null default 'running' check (state in ('running', 'finished', 'failed')),
  summary text check (length(summary) <= 1000),
  links jsonb not null default '[]',
  cost_cents numeric(12, 4) not null default 0,
  started_at timestamptz not null,
  noted_at timestamptz not null,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  unique (workspace_id, id),
  unique (project_id, job_key),
  check ((state = 'running') = (finished_at is null)),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.agent_jobs is 'Owner: jobs. Work of an agent of a company: how far it is, how it ended and its cost.';

create index agent_jobs_workspace on public.agent_jobs (workspace_id, project_id, created_at desc, id desc);
create index agent_jobs_running on public.agent_jobs (noted_at) where state = 'running';

call private.protect_tenant_table('public.agent_jobs', 'select, insert, update');
grant select on public.agent_jobs to authenticated;

insert into private.erased_tables (table_name, position) values ('public.agent_jobs', 411);
