create table public.recommendations (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  -- the newest night that recommended it
  run_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  kind text not null check (kind ~ '^[a-z_]{1,50}$'),
  origin text not null default 'rule' check (origin in ('rule', 'model')),
  rank int not null check (rank > 0),
  title text not null check (length(title) between 1 and 300),
  why text not null check (length(why) between 1 and 1000),
  title_facts jsonb not null default '{}',
  action_draft jsonb,
  metric text not null,
  horizon int not null check (horizon in (7, 30)),
  effect_low numeric not null,
  effect_high numeric not null check (effect_high >= effect_low),
  p numeric not null check (p between 0 and 1),
  track_hits int not null default 0,
  track_count int not null default 0,
  cost_cents int not null default 0 check (cost_cents >= 0),
  minutes int not null default 0 check (minutes >= 0),
  reversible boolean not null,
  score numeric not null,
  components jsonb not null,
  evidence text[] not null check (cardinality(evidence) > 0),
  mode text not null check (mode in ('shadow', 'live')),
  -- open: waits for the founder. gone: no longer true, or pushed out, before it was decided
  state text not null default 'open' check (state in ('open', 'accepted', 'dismissed', 'gone')),
  reason text check (length(reason) <= 1000),
  decided_at timestamptz,
  decided_by text,
  task_id uuid,
  approval_id uuid,
  emailed int not null default 0,
  -- the metric when it was recommended, and after 7 and 30 days
  baseline numeric,
  value_7 numeric,
  outcome_7 text check (outcome_7 in ('hit', 'miss', 'unmeasurable')),
  value_30 numeric,
  outcome_30 text check (outcome_30 in ('hit', 'miss', 'unmeasurable')),
  next_score_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null default now(),
  unique (workspace_id, id),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id),
  foreign key (workspace_id, run_id) references public.nightshift_runs (workspace_id, id) on delete cascade
);
comment on table public.recommendations is 'Owner: nightshift. A proposal of the night shift, the decision about it, and what its metric did afterwards.';

create unique index recommendations_open on public.recommendations (project_id, key) where state = 'open';
create index recommendations_project on public.recommendations (workspace_id, project_id, created_at desc, id desc);
create index recommendations_key on public.recommendations (workspace_id, project_id, key, created_at desc);
create index recommendations_run on public.recommendations (workspace_id, run_id, rank);
create index recommendations_due on public.recommendations (next_score_at) where next_score_at is not null;
create trigger recommendations_touch before update on public.recommendations
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('public.recommendations', 'select, insert, update');
grant select on public.recommendations to authenticated;
insert into private.erased_tables (table_name, position) values ('public.recommendations', 20);
