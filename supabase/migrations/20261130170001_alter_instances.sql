-- The fleet's watchdog keeps here its judgement of a machine, beyond the heartbeats.
alter table public.instances
  drop constraint instances_state_check,
  add constraint instances_state_check check (state in ('ready', 'late', 'silent', 'quarantined')),
  add column region text check (length(region) <= 60),
  -- an administrator keeps the repairs away from it
  add column skip_remediation boolean not null default false,
  add column diagnosis text check (diagnosis in ('zombie', 'gone', 'stopped', 'deaf', 'unknown')),
  add column diagnosed_at timestamptz,
  add column n8n_version text check (length(n8n_version) <= 50),
  add column n8n_down_since timestamptz,
  -- since when it is heard of with an n8n that is ready; null while either is not so
  add column well_since timestamptz,
  -- by measure: the level that it passed, since when, and how many beats it has been below since
  add column pressure jsonb not null default '{}' check (jsonb_typeof(pressure) = 'object'),
  add column pressed boolean not null default false;

-- The machines that an evaluation reads: those with something to say.
create index instances_unwell on public.instances (state) where state <> 'ready' or n8n_down_since is not null or pressed;
