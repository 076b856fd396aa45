-- A changed plan has another limit, whose shares are announced again.
grant delete on public.budget_alerts to tenant_role;
comment on table public.budget_alerts is 'Owner: spending. Which share of the month''s budget was announced: each once.';
