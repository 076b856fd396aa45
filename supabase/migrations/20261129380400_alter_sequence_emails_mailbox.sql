alter table genesis.sequence_emails add column mailbox smallint not null default 1;
comment on column genesis.sequence_emails.mailbox is 'The mailbox that it leaves from, or left from.';
