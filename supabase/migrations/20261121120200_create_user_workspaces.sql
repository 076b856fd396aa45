create table public.user_workspaces (
  workspace_id uuid not null references public.workspaces (id),
  user_id text not null,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, user_id)
);
comment on table public.user_workspaces is 'Owner: tenancy. Who may enter a workspace, and as what.';

create index user_workspaces_user_id on public.user_workspaces (user_id);

-- The workspaces of the person behind a Clerk session, as PostgREST and realtime see them.
create function private.member_workspace_ids() returns setof uuid
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select workspace_id from public.user_workspaces
  where user_id = (select current_setting('request.jwt.claims', true)::jsonb ->> 'sub')
$$;
grant execute on function private.member_workspace_ids() to authenticated;

-- Every tenant table is protected the same way, and a new one in one line.
create procedure private.protect_tenant_table(p_table regclass, p_tenant_rights text, p_key text default 'workspace_id')
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_name text := (select relname from pg_catalog.pg_class where oid = p_table);
begin
  execute format('alter table %s enable row level security', p_table);
  execute format('alter table %s force row level security', p_table);
  execute format(
    'create policy %I on %s for all to tenant_role using (%I = (select private.current_workspace_id())) with check (%I = (select private.current_workspace_id()))',
    v_name || '_tenant', p_table, p_key, p_key);
  execute format(
    'create policy %I on %s for select to authenticated using (%I in (select private.member_workspace_ids()))',
    v_name || '_member_read', p_table, p_key);
  execute format('revoke all on %s from anon, authenticated, tenant_role', p_table);
  execute format('grant %s on %s to tenant_role', p_tenant_rights, p_table);
  execute format('grant all on %s to service_role', p_table);
end
$$;

call private.protect_tenant_table('public.workspaces', 'select, insert, update', 'id');
call private.protect_tenant_table('public.user_workspaces', 'select, insert, update, delete');
grant select on public.workspaces, public.user_workspaces to authenticated;
