create table genesis.lead_import_files (
  import_id uuid primary key references genesis.lead_imports (id),
  workspace_id uuid not null references public.workspaces (id),
  bytes bytea not null,
  mapping jsonb,
  created_at timestamptz not null default now()
);
comment on table genesis.lead_import_files is 'Owner: leads. The uploaded file of an import that a job still reads; removed when it ends.';

create index lead_import_files_workspace_id on genesis.lead_import_files (workspace_id, created_at);
call private.protect_tenant_table('genesis.lead_import_files', 'select, insert, delete');
