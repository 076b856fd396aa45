-- Calls without a known cost were charged what was set aside for them when they were abandoned, and the dearest known price else.
update public.llm_usage
set charged_usd = coalesce(cost_usd, case when lease_expires_at is not null then leased_usd
  else (tokens_in::numeric * 15 + tokens_out::numeric * 75) / 1000000 end)
where status = 'settled' and not is_test;
