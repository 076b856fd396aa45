-- What the month's budget was charged for the call: its cost, or what it was taken to cost where nobody knows that. The budget can only
-- be recounted when it is written down; the price that stands for unknown ones changes.
alter table public.llm_usage add column charged_usd numeric(14, 6) not null default 0 check (charged_usd >= 0);
