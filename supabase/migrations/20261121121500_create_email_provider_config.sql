create table genesis.email_provider_config (
  workspace_id uuid primary key references public.workspaces (id),
  provider text not null check (provider in ('smtp', 'gmail')),
  credential_id uuid not null references genesis.credential_store (id),
  uses_test_mailbox boolean not null default false,
  updated_at timestamptz not null default now()
);
comment on table genesis.email_provider_config is 'Owner: email. Which account a workspace sends from.';

create index email_provider_config_credential_id on genesis.email_provider_config (credential_id);
create trigger email_provider_config_touch before update on genesis.email_provider_config
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('genesis.email_provider_config', 'select, insert, update');
grant select on genesis.email_provider_config to authenticated;
