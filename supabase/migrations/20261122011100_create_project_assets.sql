create table public.project_assets (
  id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  -- what the uploader promised; replaced by what the bytes are once they have arrived
  content_type text not null,
  size_bytes bigint not null check (size_bytes between 1 and 26214400),
  sha256 text,
  state text not null default 'awaiting_upload' check (state in ('awaiting_upload', 'ready')),
  created_by text not null,
  created_at timestamptz not null default now(),
  completed_at timestamptz,
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id),
  check ((state = 'ready') = (sha256 is not null and completed_at is not null))
);
comment on table public.project_assets is 'Owner: assets. Files of one company; the bytes are in the storage, at <workspace>/<project>/<id>.';

create index project_assets_workspace_id on public.project_assets (workspace_id, project_id, created_at desc, id desc);
-- The sweep for uploads that never arrived.
create index project_assets_awaiting on public.project_assets (created_at) where state = 'awaiting_upload';

call private.protect_tenant_table('public.project_assets', 'select, insert, update, delete');
grant select on public.project_assets to authenticated;
