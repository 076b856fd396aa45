create table genesis.partition_registry (
  workspace_id uuid primary key references public.workspaces (id),
  partition_name text not null unique,
  login_role text not null unique,
  password_encrypted text not null,
  created_at timestamptz not null default now()
);
comment on table genesis.partition_registry is 'Owner: leads. Which partition and which login role an instance uses. Not readable through PostgREST.';

call private.protect_tenant_table('genesis.partition_registry', 'select, insert, update, delete');

create function private.leads_partition_name(p_slug text) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$ select 'leads_p_' || replace(p_slug, '-', '_') $$;

create function private.leads_login_role(p_workspace_id uuid) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$ select 'instance_' || replace(p_workspace_id::text, '-', '') $$;
grant execute on function private.leads_partition_name(text), private.leads_login_role(uuid) to tenant_role, service_role;

-- Gives a workspace its own partition and a login role that reaches nothing else. Safe to repeat: the
-- partition is made once, the password is set to the one given. Leads imported earlier move into it.
create function genesis.create_leads_partition(p_workspace_id uuid, p_password text, p_password_encrypted text)
returns table (partition_name text, login_role text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_slug text := (select w.slug from public.workspaces w where w.id = p_workspace_id);
  v_partition text := private.leads_partition_name(v_slug);
  v_role text := private.leads_login_role(p_workspace_id);
begin
  if v_slug is null then
    raise exception 'workspace % does not exist', p_workspace_id using errcode = 'no_data_found';
  end if;
  perform pg_advisory_xact_lock(hashtext('genesis.create_leads_partition'));

  if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
    execute format('create role %I login noinherit connection limit 30', v_role);
    execute format('grant %I to current_user with inherit true', v_role);
  end if;
  execute format('alter role %I login password %L', v_role, p_password);
  execute format('grant instance_role to %I with inherit true', v_role);
  execute format('grant connect on database %I to %I', current_database(), v_role);

  if to_regclass(format('genesis.%I', v_partition)) is null then
    -- An import that is under way ends first. The next one waits at the parent, before it is decided which partition
    -- a lead goes to: one that waited at the default partition would be refused there.
    lock table only genesis.leads in share row exclusive mode;
    lock table genesis.leads_unassigned in access exclusive mode;
    execute format('create table genesis.%I (like genesis.leads including defaults including constraints)', v_partition);
    execute format(
      'with moved as (delete from genesis.leads_unassigned where workspace_id = %L returning *) insert into genesis.%I select * from moved',
      p_workspace_id, v_partition);
    execute format('alter table genesis.leads attach partition genesis.%I for values in (%L)', v_partition, p_workspace_id);
    execute format('comment on table genesis.%I is %L', v_partition, 'Owner: leads. The leads of workspace ' || p_workspace_id);
    call private.protect_tenant_table(format('genesis.%I', v_partition)::regclass, 'select, insert, update, delete');
    execute format(
      'create policy %I on genesis.%I for select to %I using (workspace_id = %L)',
      v_partition || '_instance', v_partition, v_role, p_workspace_id);
  end if;
  execute format('grant select on genesis.%I to %I', v_partition, v_role);

  insert into genesis.partition_registry (workspace_id, partition_name, login_role, password_encrypted)
  values (p_workspace_id, v_partition, v_role, p_password_encrypted)
  on conflict (workspace_id) do update set password_encrypted = excluded.password_encrypted;

  return query select v_partition, v_role;
end
$$;

-- Takes the partition and the login role away; the leads themselves move back and are never lost.
create function genesis.drop_leads_partition(p_workspace_id uuid) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_slug text := (select w.slug from public.workspaces w where w.id = p_workspace_id);
  v_partition text := private.leads_partition_name(v_slug);
  v_role text := private.leads_login_role(p_workspace_id);
begin
  perform pg_advisory_xact_lock(hashtext('genesis.create_leads_partition'));
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

grant execute on function genesis.create_leads_partition(uuid, text, text), genesis.drop_leads_partition(uuid) to service_role;
