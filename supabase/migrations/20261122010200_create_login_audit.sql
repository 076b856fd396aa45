create table public.login_audit (
  seq bigint primary key default 0,
  -- a person belongs to no single workspace; the column is there for the rule that every table names one
  workspace_id uuid,
  user_id text not null,
  email text,
  event_type text not null check (event_type in ('signed_in', 'signed_out', 'session_ended', 'session_revoked', 'created', 'updated', 'deleted')),
  ip_address text,
  user_agent text check (length(user_agent) <= 1000),
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  -- the sender's message id: a repeated delivery is stored once
  delivery_id text unique,
  occurred_at timestamptz not null,
  created_at timestamptz not null default clock_timestamp(),
  prev_hash text not null default '',
  hash text not null default ''
);
comment on table public.login_audit is 'Owner: audit. Append-only and hash-chained: who signed in, from where, as the identity provider reports it.';

create index login_audit_workspace_id on public.login_audit (workspace_id, seq desc);
create index login_audit_user on public.login_audit (user_id, seq desc);
create index login_audit_occurred_at on public.login_audit (occurred_at);

call private.make_append_only('public.login_audit');

call private.protect_tenant_table('public.login_audit', 'insert');
drop policy login_audit_member_read on public.login_audit;
revoke all on public.login_audit from service_role, tenant_role;
grant select, insert on public.login_audit to service_role;
