create table public.project_analytics_events (
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  event_id text not null check (length(event_id) between 1 and 200),
  name text not null check (length(name) between 1 and 100),
  occurred_at timestamptz not null,
  visitor_id text,
  url text,
  referrer text,
  properties jsonb not null default '{}',
  received_at timestamptz not null default now(),
  primary key (project_id, event_id),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.project_analytics_events is 'Owner: ingestion. What visitors of a company''s website did, each thing once.';

create index project_analytics_events_time on public.project_analytics_events (workspace_id, project_id, occurred_at desc);

call private.protect_tenant_table('public.project_analytics_events', 'select, insert');
grant select on public.project_analytics_events to authenticated;
