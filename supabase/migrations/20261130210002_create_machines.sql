create table genesis.machines (
  id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  -- the name at the vendor and in the fleet; never used twice
  name text not null unique check (name ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  provider text not null check (provider in ('digitalocean')),
  region text not null check (length(region) between 1 and 50),
  size text not null check (length(size) between 1 and 50),
  monthly_cents int not null check (monthly_cents >= 0),
  hourly_micros int not null check (hourly_micros >= 0),
  state text not null check (state in ('requested', 'creating', 'handshaking', 'ready', 'terminating', 'terminated', 'lost')),
  ordered_at timestamptz not null,
  -- kept before each request that makes it at the vendor: a run that finds one looks for the machine before it asks again
  asks int not null default 0,
  asked_at timestamptz,
  vendor_id text check (length(vendor_id) <= 60),
  address text check (length(address) <= 60),
  -- the steps of its termination
  termination jsonb check (jsonb_typeof(termination) = 'object'),
  -- since when the vendor's list lacks it
  missing_since timestamptz,
  terminated_at timestamptz
);
comment on table genesis.machines is 'Owner: machines. Machines that this installation ordered from a vendor: a row before the order, and until after the proof that it is gone.';

create index machines_workspace_id on genesis.machines (workspace_id, ordered_at desc);
create unique index machines_live on genesis.machines (workspace_id) where state <> 'terminated';
create index machines_state on genesis.machines (state) where state <> 'terminated';

call private.protect_tenant_table('genesis.machines', 'select');
drop policy machines_member_read on genesis.machines;
revoke all on genesis.machines from service_role, tenant_role;
grant select, insert, update on genesis.machines to service_role;
