create table genesis.lead_imports (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  file_name text not null,
  status text not null default 'running' check (status in ('running', 'done', 'failed')),
  total integer not null,
  processed integer not null default 0,
  imported integer not null default 0,
  updated integer not null default 0,
  skipped integer not null default 0,
  errors jsonb not null default '[]',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table genesis.lead_imports is 'Owner: leads. One CSV import and how far it is.';

create index lead_imports_workspace_id on genesis.lead_imports (workspace_id, created_at desc);
create trigger lead_imports_touch before update on genesis.lead_imports
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('genesis.lead_imports', 'select, insert, update');
grant select on genesis.lead_imports to authenticated;
