-- Adding a column without a default changes no row; an index over none is made at once.
alter table genesis.leads add column mailbox smallint;
comment on column genesis.leads.mailbox is
  'The mailbox that this person is always written to from; null: not chosen yet, or from the time of a single mailbox, which is 1.';
create index leads_mailbox on genesis.leads (workspace_id, mailbox) where mailbox is not null;
