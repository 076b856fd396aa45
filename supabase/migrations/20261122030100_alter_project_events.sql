-- A batch of events is a thousand lines of one company: it wakes the followers once a statement, not once a line.
drop trigger project_events_notify on public.project_events;
drop function private.notify_project_event();

create function private.notify_project_events() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_notify('project_events', project_id::text) from (select distinct project_id from added) as project;
  return null;
end
$$;
grant execute on function private.notify_project_events() to tenant_role, service_role;

create trigger project_events_notify after insert on public.project_events
  referencing new table as added
  for each statement execute function private.notify_project_events();

-- One check a line instead of two, and a stronger one: the company is of that workspace.
alter table public.project_events
  drop constraint project_events_workspace_id_fkey,
  drop constraint project_events_project_id_fkey,
  add constraint project_events_project_fkey foreign key (workspace_id, project_id) references public.projects (workspace_id, id);
