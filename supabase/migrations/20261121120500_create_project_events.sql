create table public.project_events (
  id bigint generated always as identity primary key,
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null references public.projects (id),
  event_type text not null,
  message text not null check (length(message) <= 1000),
  data jsonb not null default '{}',
  actor_type text not null,
  actor_id text,
  -- A reader that follows the ledger reads only below the oldest running transaction, so that a slow
  -- writer's smaller id can never be skipped.
  xact_id xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.project_events is 'Owner: ledger. Append-only: what happened to a company (spec 3.3).';

create index project_events_project on public.project_events (workspace_id, project_id, id desc);
create index project_events_type on public.project_events (workspace_id, project_id, event_type, id desc);
create index project_events_follow on public.project_events (project_id, xact_id, id);

create trigger project_events_append_only before update or delete on public.project_events
  for each row execute function private.refuse_change();
create trigger project_events_no_truncate before truncate on public.project_events
  for each statement execute function private.refuse_change();

create function private.notify_project_event() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_notify('project_events', new.project_id::text);
  return null;
end
$$;
grant execute on function private.notify_project_event() to tenant_role, service_role;

create trigger project_events_notify after insert on public.project_events
  for each row execute function private.notify_project_event();

call private.protect_tenant_table('public.project_events', 'select, insert');
grant select on public.project_events to authenticated;
