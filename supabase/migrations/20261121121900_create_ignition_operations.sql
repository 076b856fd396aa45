create table genesis.ignition_operations (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  attempt integer not null,
  operation text not null,
  status text not null check (status in ('started', 'done', 'failed', 'undone', 'undo_failed')),
  result jsonb not null default '{}',
  error text,
  created_at timestamptz not null default clock_timestamp()
);
comment on table genesis.ignition_operations is 'Owner: ignition. Everything a launch did, in order: the audit trail of provisioning.';

create index ignition_operations_workspace_id on genesis.ignition_operations (workspace_id, created_at);

call private.protect_tenant_table('genesis.ignition_operations', 'select, insert');
grant select on genesis.ignition_operations to authenticated;
