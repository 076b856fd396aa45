-- Every reported mail writes a line of the ledger and a mail record: an index less on each. The ledger's primary key is what it is listed
-- by; the mails of a person, newest first, are found by the index that also serves the foreign key.
alter table public.project_events
  drop constraint project_events_pkey,
  add primary key (workspace_id, project_id, id);
drop index public.project_events_project;

create index emails_contact on public.emails (workspace_id, contact_id, sent_at desc);
drop index public.emails_contact_id;
drop index public.emails_workspace_id;
