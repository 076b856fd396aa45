-- The database login that workflows with SQL of their own need: it reads the workspace's partition and may execute the functions of
-- instances. Made only for those; safe to repeat, the password is set to the one given.
create function genesis.create_instance_login(p_workspace_id uuid, p_password text, p_password_encrypted text) returns text
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_role text := private.leads_login_role(p_workspace_id);
  v_partition text;
begin
  perform pg_advisory_xact_lock(hashtext('genesis.create_leads_partition'));
  select r.partition_name into v_partition from genesis.partition_registry r where r.workspace_id = p_workspace_id;
  if v_partition is null then
    raise exception 'workspace % has no partition', p_workspace_id using errcode = 'no_data_found';
  end if;
  if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
    execute format('create role %I login noinherit connection limit 30', v_role);
    execute format('grant %I to current_user with inherit true', v_role);
    execute format(
      'create policy %I on genesis.%I for select to %I using (workspace_id = %L)',
      v_partition || '_instance', v_partition, v_role, p_workspace_id);
  end if;
  execute format('alter role %I login password %L', v_role, p_password);
  execute format('grant instance_role to %I with inherit true', v_role);
  execute format('grant connect on database %I to %I', current_database(), v_role);
  execute format('grant select on genesis.%I to %I', v_partition, v_role);
  update genesis.partition_registry set login_role = v_role, password_encrypted = p_password_encrypted where workspace_id = p_workspace_id;
  return v_role;
end
$$;
grant execute on function genesis.create_instance_login(uuid, text, text) to service_role;
