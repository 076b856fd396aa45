create table genesis.sandbox_test_runs (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  campaign_id uuid not null references public.campaigns (id),
  template text not null check (length(template) <= 60),
  -- the workflow as it was compiled when the run began: its nodes and connections, without parameters
  workflow_id text not null check (length(workflow_id) <= 64),
  drawing jsonb not null check (jsonb_typeof(drawing) = 'object'),
  -- the machine that runs it: only that one may report events
  instance text not null check (length(instance) <= 60),
  test_email text not null check (length(test_email) <= 320),
  test_lead jsonb not null default '{}' check (jsonb_typeof(test_lead) = 'object'),
  execution_id text check (length(execution_id) <= 64),
  status text not null default 'pending' check (status in ('pending', 'running', 'completed', 'failed')),
  -- one email is handed out, once
  claim_id uuid not null default gen_random_uuid(),
  claimed_at timestamptz,
  result jsonb not null default '{}' check (jsonb_typeof(result) = 'object'),
  error text check (length(error) <= 1000),
  requested_by text not null,
  created_at timestamptz not null,
  started_at timestamptz,
  completed_at timestamptz,
  check ((status in ('completed', 'failed')) = (completed_at is not null))
);
comment on table genesis.sandbox_test_runs is 'Owner: sandbox. Runs of a campaign''s workflow with a test person: nothing of them counts, and nothing reaches a lead.';

create index sandbox_test_runs_workspace_id on genesis.sandbox_test_runs (workspace_id, created_at desc, id);
create index sandbox_test_runs_campaign_id on genesis.sandbox_test_runs (workspace_id, campaign_id, created_at desc);
create index sandbox_test_runs_open on genesis.sandbox_test_runs (created_at) where completed_at is null;
create unique index sandbox_test_runs_execution_id on genesis.sandbox_test_runs (workspace_id, instance, execution_id);

call private.protect_tenant_table('genesis.sandbox_test_runs', 'select, insert, update');
grant select on genesis.sandbox_test_runs to authenticated;
insert into private.erased_tables (table_name, position) values ('genesis.sandbox_test_runs', 421);
