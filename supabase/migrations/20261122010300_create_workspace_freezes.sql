alter table public.workspaces add column frozen_at timestamptz;

create table public.workspace_freezes (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  reason text not null check (length(reason) between 1 and 1000),
  frozen_by text not null,
  frozen_at timestamptz not null default clock_timestamp(),
  -- enforcing: being carried out · unreachable: the doors are shut, the engine does not answer, we keep trying · proven: nothing runs
  state text not null default 'enforcing' check (state in ('enforcing', 'unreachable', 'proven')),
  revoked_keys int not null default 0,
  revoked_tokens int not null default 0,
  -- when the engine was first seen: from then on published_before stands
  observed_at timestamptz,
  -- which workflows were published when the freeze came: exactly these may be restored
  published_before jsonb not null default '[]',
  unpublished jsonb not null default '[]',
  stopped_executions int not null default 0,
  drained_at timestamptz,
  -- somebody is carrying the freeze out until then; workflows are restored only when nobody is
  enforcing_until timestamptz,
  proof jsonb not null default '{}',
  proven_at timestamptz,
  last_checked_at timestamptz,
  last_error text,
  unfrozen_at timestamptz,
  unfrozen_by text,
  unfreeze_reason text check (length(unfreeze_reason) between 1 and 1000),
  -- null until an administrator confirmed that the workflows shall be published again
  restore_confirmed_at timestamptz,
  restore_confirmed_by text,
  restored_at timestamptz,
  restore_result jsonb
);
comment on table public.workspace_freezes is 'Owner: governance. Every freeze of a workspace: why, what was stopped, the proof, and how it ended.';

create index workspace_freezes_workspace_id on public.workspace_freezes (workspace_id, frozen_at desc);
-- Two administrators at once: one freeze.
create unique index workspace_freezes_open on public.workspace_freezes (workspace_id) where unfrozen_at is null;

call private.protect_tenant_table('public.workspace_freezes', 'select, insert, update');
