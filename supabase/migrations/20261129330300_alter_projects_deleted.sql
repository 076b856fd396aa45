alter table public.projects add column deleted_at timestamptz;
comment on column public.projects.deleted_at is 'Its owner deleted it: no screen shows it, and its row stays for the ledger.';
