create table genesis.instance_heartbeats (
  id bigint generated always as identity primary key,
  workspace_id uuid references public.workspaces (id),
  instance_id uuid not null references public.instances (id),
  state text not null check (state in ('ready', 'late', 'silent')),
  -- set where the state changed
  previous_state text check (previous_state in ('new', 'ready', 'late', 'silent')),
  reason text check (length(reason) <= 200),
  cpu_percent real,
  memory_percent real,
  disk_percent real,
  n8n_healthy boolean,
  at timestamptz not null
);
comment on table genesis.instance_heartbeats is 'Owner: fleet. A machine''s life: a sample of what it reports every five minutes, and each change of its state.';

create index instance_heartbeats_workspace_id on genesis.instance_heartbeats (workspace_id, at desc);
create index instance_heartbeats_instance_id on genesis.instance_heartbeats (instance_id, at desc);

call private.protect_tenant_table('genesis.instance_heartbeats', 'select');
drop policy instance_heartbeats_member_read on genesis.instance_heartbeats;
revoke all on genesis.instance_heartbeats from service_role, tenant_role;
grant select, insert on genesis.instance_heartbeats to service_role;
