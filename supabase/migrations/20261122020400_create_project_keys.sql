create table public.project_keys (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  -- publishable: stands in web pages, may only add analytics events · secret: for servers, may add payment events too
  kind text not null check (kind in ('publishable', 'secret')),
  key_hash text not null unique,
  -- a publishable key is no secret and can be shown again; a secret one is not kept
  key_text text check ((kind = 'publishable') = (key_text is not null)),
  last_four text not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  last_used_at timestamptz,
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.project_keys is 'Owner: projects. What a company''s website and servers report with. Not readable through PostgREST.';

create index project_keys_workspace_id on public.project_keys (workspace_id, project_id);
create unique index project_keys_open on public.project_keys (project_id, kind) where revoked_at is null;

call private.protect_tenant_table('public.project_keys', 'select, insert, update');
