create table public.budget_alerts (
  workspace_id uuid not null references public.workspaces (id),
  -- first day of the month, UTC
  month date not null,
  threshold smallint not null check (threshold in (50, 80, 100)),
  spent_usd numeric(14, 6) not null,
  limit_usd numeric(14, 6) not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, month, threshold)
);
comment on table public.budget_alerts is 'Owner: ingestion. Which share of the month''s budget was announced: each once.';

call private.protect_tenant_table('public.budget_alerts', 'select, insert');
grant select on public.budget_alerts to authenticated;
