create function private.notify_sandbox_events() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_notify('sandbox_events', run_id::text) from (select distinct run_id from added) as runs;
  return null;
end
$$;
grant execute on function private.notify_sandbox_events() to tenant_role, service_role;

create trigger workflow_execution_events_notify after insert on genesis.workflow_execution_events
  referencing new table as added
  for each statement execute function private.notify_sandbox_events();
