create table public.governance_audit_log (
  seq bigint primary key default 0,
  workspace_id uuid,
  actor_type text not null,
  actor_id text,
  -- where the request came from, as far as the nearest trusted proxy knows
  address text,
  action text not null check (action ~ '^[a-z_]+(\.[a-z_]+)+$'),
  target_type text,
  target_id text,
  reason text check (length(reason) <= 1000),
  before jsonb check (jsonb_typeof(before) = 'object'),
  after jsonb check (jsonb_typeof(after) = 'object'),
  request_id text,
  -- the id of the job that writes the line: repeated, it writes it once
  entry_id uuid unique,
  created_at timestamptz not null default clock_timestamp(),
  prev_hash text not null default '',
  hash text not null default ''
);
comment on table public.governance_audit_log is 'Owner: audit. Append-only and hash-chained: who changed access, tokens, keys and freezes, and every use of an administrator''s rights.';

create index governance_audit_log_workspace on public.governance_audit_log (workspace_id, seq desc);
create index governance_audit_log_actor on public.governance_audit_log (actor_id, seq desc);
create index governance_audit_log_action on public.governance_audit_log (action, seq desc);
create index governance_audit_log_created_at on public.governance_audit_log (created_at);

call private.make_append_only('public.governance_audit_log');

-- A workspace adds its own lines and reads none: the log is the administrators'.
call private.protect_tenant_table('public.governance_audit_log', 'insert');
drop policy governance_audit_log_member_read on public.governance_audit_log;
revoke all on public.governance_audit_log from service_role;
grant select, insert on public.governance_audit_log to service_role;
