-- The nightly look that each company gets has its line of the ledger in the same commit, after that of the company itself.
create function private.tell_nightly_task() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into public.project_events (workspace_id, project_id, event_type, message, data, actor_type, actor_id)
  values (new.workspace_id, new.project_id, 'recurring.created', format('The recurring task “%s” was added.', new.title),
    jsonb_build_object('recurring_id', new.id, 'title', new.title, 'cron_expr', new.cron_expr, 'timezone', new.timezone,
      'links', jsonb_build_array(jsonb_build_object('rel', 'recurring', 'id', new.id))),
    'job', 'greenlight');
  return null;
end
$$;
grant execute on function private.tell_nightly_task() to tenant_role, service_role;

create constraint trigger project_recurring_tasks_tell_nightly after insert on public.project_recurring_tasks
  deferrable initially deferred
  for each row when (new.created_by = 'greenlight') execute function private.tell_nightly_task();
