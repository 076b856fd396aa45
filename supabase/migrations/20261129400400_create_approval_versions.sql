create table public.approval_versions (
  approval_id uuid not null,
  workspace_id uuid not null references public.workspaces (id),
  version int not null check (version > 0),
  -- Everything with an effect; the hash is over its canonical form.
  sealed jsonb not null,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  -- What the founder read; it has no effect.
  parts jsonb not null default '[]',
  title text not null check (length(title) between 1 and 300),
  author text,
  author_type text not null,
  composed_at timestamptz not null default now(),
  primary key (approval_id, version),
  foreign key (workspace_id, approval_id) references public.approvals (workspace_id, id) on delete cascade
);
comment on table public.approval_versions is 'Owner: approvals. The versions of a proposal; a version never changes.';

create index approval_versions_workspace on public.approval_versions (workspace_id, approval_id, version desc);

create trigger approval_versions_sealed before update on public.approval_versions
  for each row execute function private.refuse_change();

call private.protect_tenant_table('public.approval_versions', 'select, insert');
grant select on public.approval_versions to authenticated;
