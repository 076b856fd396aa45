create table public.nightshift_runs (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  -- the local date for a scheduled night, so that one date has one; another key for each run that a founder asked for
  run_key text not null check (length(run_key) between 1 and 100),
  night int not null check (night > 0),
  local_date date not null,
  trigger text not null check (trigger in ('schedule', 'founder')),
  state text not null default 'running' check (state in ('running', 'done', 'nothing_new', 'failed')),
  mode text not null check (mode in ('shadow', 'live')),
  -- the last step that is done, and what it found, for a run that is taken up again
  step text not null default 'started' check (step in ('started', 'facts', 'ranked', 'worded', 'stored')),
  work jsonb not null default '{}',
  lease_until timestamptz not null,
  -- the newest line of the ledger that the run has seen
  position bigint not null default 0,
  ranking_hash text check (length(ranking_hash) = 64),
  kpi_sha256 text check (length(kpi_sha256) = 64),
  report jsonb,
  why text check (length(why) <= 1000),
  model_calls int not null default 0 check (model_calls >= 0),
  cost_usd numeric(14, 6) not null default 0 check (cost_usd >= 0),
  emails int not null default 0 check (emails >= 0),
  recurring_run_id uuid,
  started_at timestamptz not null,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  unique (workspace_id, id),
  unique (project_id, run_key),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.nightshift_runs is 'Owner: nightshift. A night of a company: what was found, in which order, and the report about it.';

create index nightshift_runs_newest on public.nightshift_runs (workspace_id, project_id, started_at desc, id desc);
create unique index nightshift_runs_one_at_a_time on public.nightshift_runs (project_id) where state = 'running';

call private.protect_tenant_table('public.nightshift_runs', 'select, insert, update');
grant select on public.nightshift_runs to authenticated;
insert into private.erased_tables (table_name, position) values ('public.nightshift_runs', 21);
