-- What a reported cost carries beside what the gateway already records. A row without cost_usd is of a model nobody priced: it is shown
-- as such and never counted as zero.
alter table public.llm_usage
  add column campaign_name text check (length(campaign_name) <= 200),
  add column contact_email text check (length(contact_email) <= 254),
  add column raw_usage jsonb,
  add column workflow_id text check (length(workflow_id) <= 200),
  add column run_id text check (length(run_id) <= 200),
  add column idempotency_key text check (length(idempotency_key) between 1 and 200),
  add column is_test boolean not null default false,
  add column metadata jsonb not null default '{}';

create unique index llm_usage_idempotency on public.llm_usage (workspace_id, idempotency_key) where idempotency_key is not null;
create index llm_usage_newest on public.llm_usage (workspace_id, created_at desc, id desc) where status = 'settled';
