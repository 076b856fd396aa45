create table public.workspace_webhook_tokens (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  token_hash text not null unique,
  token_encrypted text not null,
  last_four text not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  revoked_reason text check (revoked_reason in ('rotated', 'frozen')),
  last_used_at timestamptz
);
comment on table public.workspace_webhook_tokens is 'Owner: tenancy. Hashed for lookup, encrypted for injection, never shown again. Not readable through PostgREST.';

create index workspace_webhook_tokens_workspace_id on public.workspace_webhook_tokens (workspace_id, created_at desc);

call private.protect_tenant_table('public.workspace_webhook_tokens', 'select, insert, update');
