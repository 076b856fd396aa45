-- A workspace sends from 1 to 20 mailboxes. 1 is the one that it always had: its sender is the brand's, and its daily limit the company's.
-- A number is never given twice, so that a mailbox that was removed can still be named.
alter table genesis.email_provider_config
  add column mailbox smallint not null default 1 check (mailbox between 1 and 1000),
  add column sender_name text check (length(sender_name) between 1 and 200),
  add column sender_email text check (length(sender_email) between 3 and 254),
  add column removed_at timestamptz,
  alter column credential_id drop not null,
  drop constraint email_provider_config_pkey,
  add primary key (workspace_id, mailbox),
  add check ((mailbox = 1) = (sender_name is null) and (mailbox = 1) = (sender_email is null)),
  add check ((credential_id is null) = (removed_at is not null)),
  add check (mailbox > 1 or removed_at is null);
comment on table genesis.email_provider_config is 'Owner: mailbox. The mailboxes that a workspace sends from; 1 is the first.';
comment on column genesis.email_provider_config.sender_name is 'Of each mailbox but the first, whose sender is the brand''s.';
comment on column genesis.email_provider_config.removed_at is 'Since when nothing is sent from it; its password is deleted. The row names it for the people who were written to from it.';

-- An address belongs to one mailbox, so that an answer and a bounce do too.
create unique index email_provider_config_sender on genesis.email_provider_config (workspace_id, lower(sender_email)) where removed_at is null;
