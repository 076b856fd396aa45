-- Gives a workspace a partition of its own and answers its name, which says nothing about the workspace. Safe to repeat: a partition is
-- made once and stays, also when a launch is undone, because dropping it would lock tables that every workspace needs. Leads imported
-- earlier move into it. A lock that is not free within two seconds is given up, so that other workspaces do not queue up behind a long
-- reader: the caller tries again (55P03).
create function genesis.create_leads_partition(p_workspace_id uuid) returns text
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_partition text;
begin
  perform pg_advisory_xact_lock(hashtext('genesis.create_leads_partition'));
  select r.partition_name into v_partition from genesis.partition_registry r where r.workspace_id = p_workspace_id;
  if found then
    return v_partition;
  end if;

  v_partition := 'leads_p_' || left(replace(gen_random_uuid()::text, '-', ''), 12);
  -- An import that is under way ends first. The next one waits at the parent, before it is decided which partition
  -- a lead goes to: one that waited at the default partition would be refused there.
  lock table only genesis.leads in share row exclusive mode;
  lock table genesis.leads_unassigned in access exclusive mode;
  execute format('create table genesis.%I (like genesis.leads including defaults including constraints)', v_partition);
  execute format(
    'with moved as (delete from genesis.leads_unassigned where workspace_id = %L returning *) insert into genesis.%I select * from moved',
    p_workspace_id, v_partition);
  execute format('alter table genesis.leads attach partition genesis.%I for values in (%L)', v_partition, p_workspace_id);
  execute format('comment on table genesis.%I is %L', v_partition, 'Owner: leads. The leads of one workspace.');
  call private.protect_tenant_table(format('genesis.%I', v_partition)::regclass, 'select, insert, update, delete');
  insert into genesis.partition_registry (workspace_id, partition_name) values (p_workspace_id, v_partition);
  return v_partition;
end
$$;
grant execute on function genesis.create_leads_partition(uuid) to service_role;
