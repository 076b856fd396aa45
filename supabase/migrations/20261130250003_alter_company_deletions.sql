-- The proof of an erasure: the rows that each table held when it began, and that none is left at its end.
alter table public.company_deletions add column receipt jsonb check (jsonb_typeof(receipt) = 'object');
