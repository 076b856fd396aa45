-- Dropping a partition drops its foreign key too, which needs the workspaces for itself. Every transaction of a workspace begins by
-- looking at them: they are locked first, or an import that has looked and waits for the leads would be waited for in turn.
create or replace function genesis.drop_leads_partition(p_workspace_id uuid) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_partition text;
  v_role text := private.leads_login_role(p_workspace_id);
begin
  perform pg_advisory_xact_lock(hashtext('genesis.create_leads_partition'));
  lock table public.workspaces in access exclusive mode;
  v_partition := private.leads_partition_name((select w.slug from public.workspaces w where w.id = p_workspace_id));
  if to_regclass(format('genesis.%I', v_partition)) is not null then
    execute format('alter table genesis.leads detach partition genesis.%I', v_partition);
    execute format('insert into genesis.leads select * from genesis.%I', v_partition);
    execute format('drop table genesis.%I', v_partition);
  end if;
  delete from genesis.partition_registry where workspace_id = p_workspace_id;
  if exists (select from pg_catalog.pg_roles where rolname = v_role) then
    perform pg_terminate_backend(pid) from pg_catalog.pg_stat_activity where usename = v_role;
    execute format('drop owned by %I', v_role);
    execute format('drop role %I', v_role);
  end if;
end
$$;
