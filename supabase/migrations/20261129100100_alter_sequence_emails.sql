alter table genesis.sequence_emails
  add column confirms boolean not null default false,
  add column confirmed_at timestamptz;
comment on column genesis.sequence_emails.confirms is
  'The claimer confirms each claim immediately before it hands the message over: a claim that was never confirmed was never sent.';
comment on column genesis.sequence_emails.confirmed_at is 'Since when the claimed message may have been handed over.';
