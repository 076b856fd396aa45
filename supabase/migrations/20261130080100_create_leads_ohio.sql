create table public.leads_ohio (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  email text not null check (length(email) <= 320),
  first_name text,
  last_name text,
  company text,
  title text,
  status text not null default 'active' check (status in ('active', 'replied', 'opted_out', 'bounced', 'complained')),
  created_at timestamptz not null default now()
);
comment on table public.leads_ohio is 'Owner: leads. People of the legacy workspace, filled by the system before this one; read and never written here.';

create index leads_ohio_workspace_id on public.leads_ohio (workspace_id, created_at desc, id desc);
call private.protect_tenant_table('public.leads_ohio', 'select');
grant select on public.leads_ohio to authenticated;
insert into private.erased_tables (table_name, position) values ('public.leads_ohio', 309);
