-- The door of every transaction of a workspace. Takes the workspace's lock in shared mode until the transaction ends, then looks
-- whether it is frozen: null if not, else the reason. A freeze that has committed therefore stops every later transaction, in every
-- process, and whoever then takes the lock alone knows that none from before is still under way.
create function private.enter_workspace(p_workspace_id uuid) returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended(p_workspace_id::text, 0));
  return (select coalesce(frozen_reason, '') from public.workspaces where id = p_workspace_id and status = 'frozen');
end
$$;
grant execute on function private.enter_workspace(uuid) to service_role;

-- Waits until no transaction of the workspace is under way. Not to be called from inside one.
create function private.drain_workspace(p_workspace_id uuid) returns void
language sql
set search_path = pg_catalog, pg_temp
as $$ select pg_advisory_xact_lock(hashtextextended(p_workspace_id::text, 0)) $$;
grant execute on function private.drain_workspace(uuid) to service_role;
