create table genesis.ignition_state (
  workspace_id uuid primary key references public.workspaces (id),
  status text not null default 'pending' check (status in (
    'pending', 'partition_creating', 'instance_provisioning', 'handshake_pending', 'credentials_injecting',
    'workflows_deploying', 'activating', 'active', 'rollback_in_progress', 'failed', 'cancelled')),
  current_step text,
  total_steps integer not null,
  -- [{ "name", "status": pending|running|done|failed|undoing|undone, "started_at", "ended_at", "error", "advice" }]
  steps jsonb not null default '[]',
  -- a new number for every launch: what an older run still writes is refused
  attempt integer not null default 1,
  cancel_requested boolean not null default false,
  campaign_id uuid references public.campaigns (id),
  project_id uuid references public.projects (id),
  partition_name text,
  droplet_id text,
  droplet_ip text,
  sidecar_url text,
  webhook_url text,
  workflow_ids jsonb not null default '{}',
  credential_ids jsonb not null default '{}',
  region text,
  droplet_size text,
  requested_by text not null,
  error_message text,
  error_code text,
  error_step text,
  rollback_started_at timestamptz,
  rollback_completed_at timestamptz,
  rollback_success boolean,
  started_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  completed_at timestamptz
);
comment on table genesis.ignition_state is 'Owner: ignition. The saga of one workspace: where it is and what it has made (plan task 1.3.1).';

create index ignition_state_campaign_id on genesis.ignition_state (campaign_id);
create index ignition_state_project_id on genesis.ignition_state (project_id);
create trigger ignition_state_touch before update on genesis.ignition_state
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('genesis.ignition_state', 'select, insert, update');
grant select on genesis.ignition_state to authenticated;
