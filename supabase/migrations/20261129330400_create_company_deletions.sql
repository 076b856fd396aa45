create table public.company_deletions (
  workspace_id uuid primary key references public.workspaces (id),
  project_id uuid not null,
  name text not null,
  requested_by text not null,
  requested_at timestamptz not null default now(),
  leads_total int not null default 0,
  leads_erased int not null default 0,
  data_erased_at timestamptz,
  engine_cleared_at timestamptz,
  -- why the last run did not get further; it is tried again
  last_error text,
  done_at timestamptz,
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.company_deletions is 'Owner: deletion. A company that its owner deleted, and how far its erasure is.';

create index company_deletions_project_id on public.company_deletions (workspace_id, project_id);
create index company_deletions_open on public.company_deletions (requested_at) where done_at is null;
call private.protect_tenant_table('public.company_deletions', 'select, insert, update');
