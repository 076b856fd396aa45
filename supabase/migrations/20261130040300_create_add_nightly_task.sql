-- Each company has its nightly look from the moment it exists, however it came to be: around 03:00 of its zone, spread over an hour by
-- its id, so that companies of one installation do not all begin at once.
create function private.add_nightly_task(p_workspace_id uuid, p_project_id uuid) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_zone text := coalesce((select c.time_zone from genesis.infrastructure_config c where c.workspace_id = p_workspace_id), 'UTC');
  v_minute int := 150 + ('x' || substr(md5(p_project_id::text), 1, 6))::bit(24)::int % 60;
  v_today timestamp := date_trunc('day', now() at time zone v_zone) + v_minute * interval '1 minute';
  v_next timestamptz := v_today at time zone v_zone;
begin
  insert into public.project_recurring_tasks
    (workspace_id, project_id, task_key, title, cron_expr, timezone, follows_zone, job_type, agent_key, next_run_at, created_by)
  values (p_workspace_id, p_project_id, 'nightly_context_prioritization', 'Nightly look at the company',
    format('%s %s * * *', v_minute % 60, v_minute / 60), v_zone, true, 'nightshift.cycle_project', 'night_shift',
    case when v_next > now() then v_next else (v_today + interval '1 day') at time zone v_zone end, 'greenlight')
  on conflict (project_id, task_key) do nothing;
end
$$;
grant execute on function private.add_nightly_task(uuid, uuid) to tenant_role, service_role;

create function private.add_nightly_task_of_project() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform private.add_nightly_task(new.workspace_id, new.id);
  return null;
end
$$;
grant execute on function private.add_nightly_task_of_project() to tenant_role, service_role;

create trigger projects_nightly_task after insert on public.projects
  for each row execute function private.add_nightly_task_of_project();
