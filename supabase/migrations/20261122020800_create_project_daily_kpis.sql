create table public.project_daily_kpis (
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  -- the day in the workspace's time zone
  day date not null,
  -- an analytics event's name, or a payment event's type
  name text not null,
  -- empty for what is no money
  currency text not null default '',
  events integer not null default 0,
  amount_cents bigint not null default 0,
  primary key (workspace_id, project_id, day, name, currency),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.project_daily_kpis is 'Owner: ingestion. Analytics and payment events by day and name, kept in the transaction of the event.';

call private.protect_tenant_table('public.project_daily_kpis', 'select, insert, update');
grant select on public.project_daily_kpis to authenticated;
