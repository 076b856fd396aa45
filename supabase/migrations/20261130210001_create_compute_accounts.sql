create table genesis.compute_accounts (
  id bigint generated always as identity primary key,
  -- an account belongs to no workspace; the column is there for the rule that every table names one
  workspace_id uuid references public.workspaces (id),
  provider text not null unique check (provider in ('digitalocean')),
  -- part of the name and the tag of every machine of this installation
  installation text not null check (installation ~ '^[0-9a-f]{8}$'),
  -- the address of the installation that made this row: a copy at another address removes no machine
  app_url text not null check (length(app_url) <= 500),
  -- when the allowances of a minute and of an hour are unused again, and the end of a pause that the vendor asked for
  minute_at timestamptz not null,
  hour_at timestamptz not null,
  paused_until timestamptz not null,
  -- by the vendor's id: machines with our tag that no live row names, and when a sweep saw each first
  strays jsonb not null default '{}' check (jsonb_typeof(strays) = 'object'),
  swept_at timestamptz
);
comment on table genesis.compute_accounts is 'Owner: machines. The account at a vendor of machines that every process of this installation shares: its name there, and its pace.';

create index compute_accounts_workspace_id on genesis.compute_accounts (workspace_id);

call private.protect_tenant_table('genesis.compute_accounts', 'select');
drop policy compute_accounts_member_read on genesis.compute_accounts;
revoke all on genesis.compute_accounts from service_role, tenant_role;
grant select, insert, update on genesis.compute_accounts to service_role;
