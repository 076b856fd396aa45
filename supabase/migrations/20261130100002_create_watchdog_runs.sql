create table genesis.watchdog_runs (
  id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  cause text not null check (cause in ('schedule', 'recheck', 'deployment', 'heartbeat', 'administrator', 'founder')),
  status text not null default 'running' check (status in ('running', 'completed', 'failed')),
  -- whether n8n answered; null until the run ends
  reached boolean,
  started_at timestamptz not null default clock_timestamp(),
  completed_at timestamptz,
  found int not null default 0,
  healed int not null default 0,
  closed int not null default 0,
  -- kinds that were left alone because too many workspaces drift alike
  held_kinds text[] not null default '{}',
  error text
);
comment on table genesis.watchdog_runs is 'Owner: watchdog. Each comparison of a workspace''s rows with what n8n holds.';

create index watchdog_runs_workspace_id on genesis.watchdog_runs (workspace_id, started_at desc);
create index watchdog_runs_started_at on genesis.watchdog_runs (started_at desc, id desc);

call private.protect_tenant_table('genesis.watchdog_runs', 'select, insert, update');
insert into private.erased_tables (table_name, position) values ('genesis.watchdog_runs', 701);
