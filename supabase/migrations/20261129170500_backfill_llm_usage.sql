-- Calls without a known price were charged the dearest price known. What they took from budgets is given back.
with given_back as (
  update public.llm_usage u
  set unpriced = true, charged_usd = 0
  from (select id, charged_usd from public.llm_usage where cost_usd is null and status = 'settled' and not is_test) before
  where u.id = before.id
  returning u.workspace_id, date_trunc('month', u.created_at at time zone 'UTC')::date as month, before.charged_usd
), sums as (
  select workspace_id, month, sum(charged_usd) as usd, count(*) as calls from given_back group by workspace_id, month
)
update public.budget_ledger b
set spent_usd = greatest(0, b.spent_usd - sums.usd), unpriced_calls = b.unpriced_calls + sums.calls
from sums
where b.workspace_id = sums.workspace_id and b.month = sums.month;
