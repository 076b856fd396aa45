create or replace function private.notify_project_events() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_notify('project_events', project_id::text)
  from (select distinct project_id from added where project_id is not null) as project;
  return null;
end
$$;
