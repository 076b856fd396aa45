create table genesis.vault_secrets (
  id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  data_encrypted text not null,
  created_at timestamptz not null default now()
);
comment on table genesis.vault_secrets is 'Owner: vault. Secrets that Greenlight made itself, sealed. Other tables name one as vault://<id>.';

create index vault_secrets_workspace_id on genesis.vault_secrets (workspace_id, id);

call private.protect_tenant_table('genesis.vault_secrets', 'select, insert, update, delete');
insert into private.erased_tables (table_name, position) values ('genesis.vault_secrets', 434);
