-- A key of a company that is replaced or revoked is forgotten in every process at once; its last use changes no access.
create trigger project_keys_access after update of revoked_at on public.project_keys
  for each row execute function private.notify_access_change();
