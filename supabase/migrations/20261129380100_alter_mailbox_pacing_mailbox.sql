alter table genesis.mailbox_pacing
  add column mailbox smallint not null default 1,
  add column daily_limit int check (daily_limit between 1 and 10000),
  drop constraint mailbox_pacing_pkey,
  add primary key (workspace_id, mailbox);
comment on table genesis.mailbox_pacing is 'Owner: mailbox. How fast a mailbox may go, and what keeps it from sending. The built-in test mailbox has no pace.';
comment on column genesis.mailbox_pacing.daily_limit is 'The most emails of a day from this mailbox; null: the company''s limit, which is that of the first.';
