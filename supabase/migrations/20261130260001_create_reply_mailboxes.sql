create table genesis.reply_mailboxes (
  workspace_id uuid not null references public.workspaces (id),
  mailbox smallint not null check (mailbox > 1),
  credential_id uuid not null references genesis.credential_store (id),
  begins_at timestamptz,
  revision int not null default 1,
  uid_validity text check (length(uid_validity) <= 20),
  last_uid bigint not null default 0 check (last_uid >= 0),
  stuck int not null default 0 check (stuck >= 0),
  read_at timestamptz,
  next_read_at timestamptz not null default now(),
  failures int not null default 0 check (failures >= 0),
  failing_since timestamptz,
  stage text check (length(stage) <= 20),
  problem text check (length(problem) <= 1000),
  told_at timestamptz,
  primary key (workspace_id, mailbox)
);
comment on table genesis.reply_mailboxes is 'Owner: mailbox. Where answers to another mailbox than the first arrive (IMAP), how far they were read, and what keeps them from being read. The first one''s are read by n8n.';
comment on column genesis.reply_mailboxes.revision is 'Counts how often the account was saved: a reading of the account before changes nothing.';
comment on column genesis.reply_mailboxes.begins_at is 'When the first email of this mailbox left; nothing that arrived on an earlier day is read. Null: not known yet.';
comment on column genesis.reply_mailboxes.uid_validity is 'The numbering that last_uid belongs to (RFC 9051, 2.3.1.1); null: nothing was read, and all since begins_at is new.';
comment on column genesis.reply_mailboxes.stuck is 'How often in a row the message after last_uid could not be taken; the third time it is passed over.';
comment on column genesis.reply_mailboxes.told_at is 'Since when follow-ups wait because the mailbox cannot be read, which the founder was told once; null while it can.';

create index reply_mailboxes_credential_id on genesis.reply_mailboxes (credential_id);
create index reply_mailboxes_next_read_at on genesis.reply_mailboxes (next_read_at);

call private.protect_tenant_table('genesis.reply_mailboxes', 'select, insert, update, delete');
grant select on genesis.reply_mailboxes to authenticated;
grant select, update on genesis.reply_mailboxes to service_role;
insert into private.erased_tables (table_name, position) values ('genesis.reply_mailboxes', 91);
