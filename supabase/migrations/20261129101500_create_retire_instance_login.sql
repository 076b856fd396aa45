-- Shuts the database login of an instance: it cannot connect, and may execute nothing of ours. Its own transaction, so that no connection
-- begins while the next one ends those that are open. False when there is none.
create function genesis.shut_instance_login(p_workspace_id uuid) returns boolean
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_role text := (select r.login_role from genesis.partition_registry r where r.workspace_id = p_workspace_id);
begin
  if v_role is null then
    return false;
  end if;
  if exists (select from pg_catalog.pg_roles where rolname = v_role) then
    execute format('alter role %I nologin', v_role);
    execute format('revoke instance_role from %I', v_role);
  end if;
  return true;
end
$$;

-- Renames the constraints and indexes of a partition that carry its former name.
create function private.rename_parts(p_from text, p_to text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_table regclass := format('genesis.%I', p_to)::regclass;
  v_part text;
begin
  for v_part in
    select c.conname from pg_constraint c where c.conrelid = v_table and starts_with(c.conname, left(p_from, 40)) and c.conparentid = 0
  loop
    execute format('alter table %s rename constraint %I to %I', v_table, v_part, left(p_to || substr(v_part, length(left(p_from, 40)) + 1), 63));
  end loop;
  for v_part in
    select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid
    where x.indrelid = v_table and starts_with(i.relname, left(p_from, 40))
  loop
    execute format('alter index genesis.%I rename to %I', v_part, left(p_to || substr(v_part, length(left(p_from, 40)) + 1), 63));
  end loop;
end
$$;

-- Ends the connections of a login that was shut, drops the role, and renames a partition that was named after its workspace. With the last
-- login the functions that only logins could call are dropped. Safe to repeat.
create function genesis.drop_instance_login(p_workspace_id uuid) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_role text;
  v_partition text;
  v_name text := 'leads_p_' || left(replace(gen_random_uuid()::text, '-', ''), 12);
begin
  perform pg_advisory_xact_lock(hashtext('genesis.create_leads_partition'));
  select r.login_role, r.partition_name into v_role, v_partition
  from genesis.partition_registry r where r.workspace_id = p_workspace_id;
  if v_role is null then
    return;
  end if;
  if exists (select from pg_catalog.pg_roles where rolname = v_role) then
    perform pg_terminate_backend(pid) from pg_catalog.pg_stat_activity where usename = v_role;
    execute format('drop owned by %I', v_role);
    execute format('drop role %I', v_role);
  end if;
  execute format('alter table genesis.%I rename to %I', v_partition, v_name);
  execute format('comment on table genesis.%I is %L', v_name, 'Owner: leads. The leads of one workspace.');
  execute format('alter policy %I on genesis.%I rename to %I', v_partition || '_tenant', v_name, v_name || '_tenant');
  execute format('alter policy %I on genesis.%I rename to %I', v_partition || '_member_read', v_name, v_name || '_member_read');
  -- Constraints and indexes were named after the workspace as well.
  perform private.rename_parts(v_partition, v_name);
  update genesis.partition_registry
  set login_role = null, partition_name = v_name where workspace_id = p_workspace_id;
  perform private.drop_instance_functions();
end
$$;
grant execute on function genesis.shut_instance_login(uuid), genesis.drop_instance_login(uuid) to service_role;

-- On a database where no instance has a login, nothing of theirs is left behind.
select private.drop_instance_functions();
