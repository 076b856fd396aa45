-- One of a few reasons, never a person's own words: it stays when the lead is erased, and names no one.
alter table public.unsubscribe_tokens
  add column reason text check (reason in ('not_relevant', 'too_many', 'never_asked', 'wrong_person', 'other')),
  add column explained_at timestamptz,
  add constraint unsubscribe_tokens_explained check ((reason is null) = (explained_at is null));
create index unsubscribe_tokens_explained on public.unsubscribe_tokens (workspace_id, lead_id) where reason is not null;
