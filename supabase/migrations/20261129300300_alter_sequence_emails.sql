alter table genesis.sequence_emails
  add column template jsonb,
  add column variant smallint not null default 1 check (variant between 1 and 4),
  add column same_thread boolean not null default false,
  add column signs boolean not null default false,
  add column signature text,
  add column missing text[] not null default '{}';
comment on column genesis.sequence_emails.template is
  'Parts of subject and body, filled in whenever the email is rendered until it is sent; null: the text stands as it is.';
comment on column genesis.sequence_emails.variant is 'Which of the texts of its step this lead gets.';
comment on column genesis.sequence_emails.same_thread is 'Answers the email before it: Re: and its subject, In-Reply-To, References.';
comment on column genesis.sequence_emails.signs is 'The signature is added when it is rendered, so the text has none of its own.';
comment on column genesis.sequence_emails.signature is 'The signature that it was sent with.';
comment on column genesis.sequence_emails.missing is
  'Kept by triggers: the variables of the template that have neither value nor fallback. With one it is never sent.';
grant delete on genesis.sequence_emails to tenant_role;
