alter table genesis.mail_account_checks
  add column mailbox smallint not null default 1,
  add column failures int not null default 0 check (failures >= 0),
  add column held boolean not null default false,
  drop constraint mail_account_checks_pkey,
  add primary key (workspace_id, mailbox, protocol);
comment on column genesis.mail_account_checks.failures is 'How often in a row the server took no email, where the workspace has other mailboxes; with one mailbox its campaigns count.';
comment on column genesis.mail_account_checks.held is 'Nothing is sent from this mailbox until a test succeeds; the others go on.';
grant delete on genesis.mail_account_checks to tenant_role;
