-- Calls of models without a known price cost nothing here, and are limited by their number instead.
alter table public.budget_ledger
  add column unpriced_calls integer not null default 0 check (unpriced_calls >= 0),
  -- when the founders were told that such a model is used, and that a call of one was refused
  add column unpriced_warned_at timestamptz,
  add column unpriced_refused_at timestamptz;
comment on table public.budget_ledger is 'Owner: spending. What a workspace spent on models this month; one row, updated conditionally, is the budget.';
