-- A founder says why, and may take back what a founder added: one entry, or a file at once by its batch.
alter table public.suppressions
  add column note text check (length(note) <= 500),
  add column batch_id uuid;
comment on column public.suppressions.email is 'An address, or @ and a domain: then no address there is mailed, nor below it.';
create index suppressions_batch on public.suppressions (workspace_id, batch_id) where batch_id is not null;
