-- A mail record has the id of the event that reported it: the two are found by each other, and new ones come in order.
alter table public.emails alter column id drop default;

-- One check a record instead of two, and a stronger one: the contact is of that workspace.
create unique index contacts_workspace_id_id on public.contacts (workspace_id, id);
alter table public.emails
  drop constraint emails_workspace_id_fkey,
  drop constraint emails_contact_id_fkey,
  add constraint emails_contact_fkey foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id);
