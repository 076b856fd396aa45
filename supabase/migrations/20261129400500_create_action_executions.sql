create table public.action_executions (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  approval_id uuid not null,
  version int not null,
  attempt int not null check (attempt > 0),
  state text not null default 'executing' check (state in ('executing', 'executed', 'failed', 'unknown')),
  -- The same for each attempt at one version: a provider that honours it acts once.
  idempotency_key text not null,
  provider text,
  provider_id text,
  code text,
  words text check (length(words) <= 1000),
  observed jsonb not null default '{}',
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  -- The founder was asked what became of it.
  asked_at timestamptz,
  unique (workspace_id, id),
  unique (approval_id, attempt),
  foreign key (workspace_id, approval_id) references public.approvals (workspace_id, id) on delete cascade
);
comment on table public.action_executions is 'Owner: approvals. Attempts at approved actions, written before the provider is called.';

create index action_executions_approval on public.action_executions (workspace_id, approval_id, attempt desc);
-- One attempt at a time, whatever the queue does.
create unique index action_executions_running on public.action_executions (approval_id) where state = 'executing';
create index action_executions_unsettled on public.action_executions (started_at) where state in ('executing', 'unknown');

call private.protect_tenant_table('public.action_executions', 'select, insert, update');
grant select on public.action_executions to authenticated;
