create table public.budget_ledger (
  workspace_id uuid not null references public.workspaces (id),
  -- first day of the month, UTC
  month date not null,
  spent_usd numeric(14, 6) not null default 0 check (spent_usd >= 0),
  -- leases of calls that are under way
  reserved_usd numeric(14, 6) not null default 0 check (reserved_usd >= 0),
  primary key (workspace_id, month)
);
comment on table public.budget_ledger is 'Owner: ingestion. What a workspace spent on models this month; one row, updated conditionally, is the budget.';

call private.protect_tenant_table('public.budget_ledger', 'select, insert, update');
grant select on public.budget_ledger to authenticated;
