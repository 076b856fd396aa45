-- Supabase's own door for our own server: a token that Greenlight itself signed for one workspace reads that workspace. A session of
-- Clerk names a person instead, and never carries our issuer. A frozen workspace is shut here too: its members read nothing.
create or replace function private.member_workspace_ids() returns setof uuid
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with claims as (select nullif(current_setting('request.jwt.claims', true), '')::jsonb as c)
  select w.id from public.workspaces w
  where w.status = 'active' and w.id in (
    select workspace_id from public.user_workspaces where user_id = (select c ->> 'sub' from claims)
    union all
    select (c ->> 'greenlight_workspace_id')::uuid from claims where c ->> 'iss' = 'greenlight')
$$;
