create table public.instances (
  id uuid primary key default gen_random_uuid(),
  -- null for a machine that several workspaces share
  workspace_id uuid references public.workspaces (id),
  name text not null unique check (name ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  provider text not null check (provider in ('local')),
  state text not null check (state in ('ready', 'late', 'silent')),
  -- the life of its sidecar and the packet of that life that was taken last: an older one never changes anything
  boot bigint not null,
  boot_id uuid not null,
  counter bigint not null,
  booted_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- when it is late, or silent, if nothing is heard of it until then
  alert_after timestamptz,
  cpu_percent real,
  memory_percent real,
  disk_percent real,
  n8n_healthy boolean,
  active_workflows int,
  created_at timestamptz not null
);
comment on table public.instances is 'Owner: fleet. The machines that run workflows, as they last reported themselves.';

create index instances_workspace_id on public.instances (workspace_id, name);
create index instances_alert_after on public.instances (alert_after) where alert_after is not null;

call private.protect_tenant_table('public.instances', 'select');
drop policy instances_member_read on public.instances;
revoke all on public.instances from service_role, tenant_role;
grant select, insert, update on public.instances to service_role;
