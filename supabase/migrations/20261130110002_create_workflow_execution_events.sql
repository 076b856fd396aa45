create table genesis.workflow_execution_events (
  id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  run_id uuid not null references genesis.sandbox_test_runs (id),
  execution_id text not null check (length(execution_id) <= 64),
  -- grows in the order in which a run's events were stored
  position bigint generated always as identity,
  event_type text not null check (event_type in ('node_start', 'node_complete', 'node_error', 'complete', 'error')),
  node_name text check (length(node_name) <= 200),
  node_type text check (length(node_type) <= 200),
  data jsonb not null default '{}' check (jsonb_typeof(data) = 'object' and length(data::text) <= 4000),
  occurred_at timestamptz not null,
  created_at timestamptz not null
);
comment on table genesis.workflow_execution_events is 'Owner: sandbox. What the engine did in a sandbox run, node by node. Its id is the engine''s own, so that a repeated report is stored once.';

create index workflow_execution_events_workspace_id on genesis.workflow_execution_events (workspace_id, run_id, position);
create index workflow_execution_events_execution_id on genesis.workflow_execution_events (execution_id, created_at);

call private.protect_tenant_table('genesis.workflow_execution_events', 'select, insert');
grant select on genesis.workflow_execution_events to authenticated;
insert into private.erased_tables (table_name, position) values ('genesis.workflow_execution_events', 420);
