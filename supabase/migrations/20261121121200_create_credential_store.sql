create table genesis.credential_store (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  type text not null,
  name text not null,
  data_encrypted text not null,
  masked jsonb not null default '{}',
  -- the id n8n gave it; null while it is not injected
  n8n_credential_id text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, type, name)
);
comment on table genesis.credential_store is 'Owner: vault. AES-256-GCM under a key of the workspace. Not readable through PostgREST.';

create trigger credential_store_touch before update on genesis.credential_store
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('genesis.credential_store', 'select, insert, update, delete');
