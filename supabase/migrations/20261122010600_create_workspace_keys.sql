create table public.workspace_keys (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  name text not null check (length(name) between 1 and 100),
  key_hash text not null unique,
  last_four text not null,
  scopes text[] not null check (cardinality(scopes) between 1 and 50),
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  revoked_reason text check (revoked_reason in ('revoked', 'frozen')),
  last_used_at timestamptz
);
comment on table public.workspace_keys is 'Owner: tenancy. API keys of a workspace with scopes and expiry, stored hashed. Not readable through PostgREST.';

create index workspace_keys_workspace_id on public.workspace_keys (workspace_id, created_at desc);

call private.protect_tenant_table('public.workspace_keys', 'select, insert, update');
