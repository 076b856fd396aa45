-- Whether the call counts among those without a known price: from the lease on, so that it can be taken back when nothing was generated.
alter table public.llm_usage add column unpriced boolean not null default false;
comment on table public.llm_usage is 'Owner: spending. One row a model call; leased before money is spent, settled after.';
