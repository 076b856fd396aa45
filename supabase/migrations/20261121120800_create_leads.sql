create table genesis.leads (
  workspace_id uuid not null references public.workspaces (id),
  id uuid not null default gen_random_uuid(),
  email text not null check (email = lower(email) and length(email) <= 254),
  first_name text,
  last_name text,
  company text,
  title text,
  website text,
  notes text,
  custom jsonb not null default '{}',
  research text,
  -- anything but active ends every sequence of this person in the workspace
  status text not null default 'active' check (status in ('active', 'replied', 'opted_out', 'bounced', 'complained')),
  status_changed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, email)
) partition by list (workspace_id);
comment on table genesis.leads is 'Owner: leads. List-partitioned by workspace; a workspace gets its own partition at ignition.';

create index leads_created on genesis.leads (workspace_id, created_at, id);

-- Leads of workspaces that have not launched yet.
create table genesis.leads_unassigned partition of genesis.leads default;
comment on table genesis.leads_unassigned is 'Owner: leads. Leads of workspaces without a partition of their own.';

create trigger leads_touch before update on genesis.leads
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('genesis.leads', 'select, insert, update, delete');
call private.protect_tenant_table('genesis.leads_unassigned', 'select, insert, update, delete');
grant select on genesis.leads to authenticated;
