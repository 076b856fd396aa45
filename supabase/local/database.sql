-- The parts of a hosted Supabase database that exist before the first migration. Run as supabase_admin, as often as wanted.
create schema if not exists extensions authorization postgres;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists "uuid-ossp" with schema extensions;
grant usage on schema extensions to postgres, anon, authenticated, service_role;

create schema if not exists auth;
grant usage on schema auth to postgres, anon, authenticated, service_role;

create or replace function auth.jwt() returns jsonb
  language sql stable set search_path = ''
as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')
  )::jsonb
$$;

create or replace function auth.uid() returns uuid
  language sql stable set search_path = ''
as $$ select nullif(auth.jwt() ->> 'sub', '')::uuid $$;

create or replace function auth.role() returns text
  language sql stable set search_path = ''
as $$ select auth.jwt() ->> 'role' $$;

create or replace function auth.email() returns text
  language sql stable set search_path = ''
as $$ select auth.jwt() ->> 'email' $$;

grant execute on all functions in schema auth to postgres, anon, authenticated, service_role;

grant usage on schema public to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on tables to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on sequences to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on functions to postgres, anon, authenticated, service_role;

-- The Supabase linter looks only at the schemas named here: without it every check is green.
do $$
begin
  execute format('alter database %I set pgrst.db_schemas = %L', current_database(), 'public, genesis');
end
$$;
