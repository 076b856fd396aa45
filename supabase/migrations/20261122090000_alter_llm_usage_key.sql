-- A test cost never stands for a real one with the same key: the dollar would be in no sum and outside the limit.
drop index public.llm_usage_idempotency;
create unique index llm_usage_idempotency on public.llm_usage (workspace_id, idempotency_key, is_test)
  where idempotency_key is not null;
