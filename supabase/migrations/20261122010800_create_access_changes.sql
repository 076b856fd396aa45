-- Tells every process at once that somebody's access to a workspace may have changed: a member, a role, a key, a freeze.
create function private.notify_access_change() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_row jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
  perform pg_notify('access_changes', coalesce(v_row ->> 'workspace_id', v_row ->> 'id'));
  return null;
end
$$;
grant execute on function private.notify_access_change() to tenant_role, service_role;

create trigger user_workspaces_access after insert or update or delete on public.user_workspaces
  for each row execute function private.notify_access_change();
create trigger workspaces_access after update of status on public.workspaces
  for each row execute function private.notify_access_change();
create trigger workspace_keys_access after update of revoked_at on public.workspace_keys
  for each row execute function private.notify_access_change();
