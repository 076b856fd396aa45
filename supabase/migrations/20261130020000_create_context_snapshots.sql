create table public.context_snapshots (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  -- as the model read it, by section; no vault secret is ever in it
  context jsonb not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  unique (workspace_id, project_id, hash),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.context_snapshots is 'Owner: context. The context that a reply was written from, kept for days so that the reply can be explained.';

create index context_snapshots_expires on public.context_snapshots (expires_at);

call private.protect_tenant_table('public.context_snapshots', 'select, insert, update, delete');
grant select on public.context_snapshots to authenticated;

insert into private.erased_tables (table_name, position) values ('public.context_snapshots', 304);
