do $$
begin
  if current_setting('server_version_num')::int < 160000 then
    raise exception 'Greenlight needs Postgres 16 or newer; this server is Postgres %. Upgrade it, then run the migrations again.',
      current_setting('server_version');
  end if;
end
$$;

-- Roles and schemas. Three doors: tenant_role (our server, one workspace at a time), service_role (named
-- cross-workspace places), authenticated/anon (Supabase's own door: read-only, by Clerk's sub).
do $$
begin
  if not exists (select from pg_roles where rolname = 'tenant_role') then
    create role tenant_role nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'queue_role') then
    create role queue_role nologin noinherit;
  end if;
  -- What an instance's login role may do beyond its own partition: execute the sequence functions.
  if not exists (select from pg_roles where rolname = 'instance_role') then
    create role instance_role nologin noinherit;
  end if;
end
$$;

grant tenant_role, queue_role, instance_role to current_user;

create schema if not exists private;
create schema if not exists genesis;
create schema if not exists pgboss authorization queue_role;

-- A hosted project grants new objects to anon and authenticated by default; here nothing is granted unasked.
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on functions from anon, authenticated, public;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges revoke execute on functions from public;

grant usage on schema public, genesis, private to tenant_role, service_role, authenticated;
grant usage on schema genesis to instance_role;

-- Whoever may create temporary objects can put a type named "text" before the real one. Hence also, in every function,
-- search_path = pg_catalog, pg_temp: an empty path lets pg_temp come first, and its checks would run as the function's owner.
do $$
begin
  execute format('revoke temporary on database %I from public', current_database());
end
$$;

create function private.current_workspace_id() returns uuid
language sql stable
set search_path = pg_catalog, pg_temp
as $$ select nullif(current_setting('app.current_workspace_id', true), '')::uuid $$;

create function private.refuse_change() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end
$$;

create function private.touch_updated_at() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  new.updated_at := now();
  return new;
end
$$;

grant execute on function private.current_workspace_id() to tenant_role, service_role, authenticated;
grant execute on function private.refuse_change(), private.touch_updated_at() to tenant_role, service_role;

