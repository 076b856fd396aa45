create table genesis.lead_lists (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  name text not null check (length(name) between 1 and 200),
  -- the import that made it; null for one made by hand
  import_id uuid unique references genesis.lead_imports (id),
  created_at timestamptz not null default now()
);
comment on table genesis.lead_lists is 'Owner: leads. People that a campaign can name together; every import is one.';

create index lead_lists_workspace_id on genesis.lead_lists (workspace_id, created_at desc);
call private.protect_tenant_table('genesis.lead_lists', 'select, insert, update, delete');
grant select on genesis.lead_lists to authenticated;
