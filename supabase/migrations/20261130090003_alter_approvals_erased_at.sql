alter table public.approvals add column erased_at timestamptz;
comment on column public.approvals.erased_at is 'A person whom it named was erased: their address and the words to them are replaced.';
