create table genesis.mail_account_checks (
  workspace_id uuid not null references public.workspaces (id),
  protocol text not null check (protocol in ('smtp', 'imap')),
  credential_id uuid not null references genesis.credential_store (id),
  ok boolean not null,
  stage text check (length(stage) <= 20),
  message text not null check (length(message) <= 1000),
  checked_at timestamptz not null default now(),
  trouble text check (length(trouble) <= 40),
  troubles int not null default 0 check (troubles >= 0),
  next_check_at timestamptz,
  primary key (workspace_id, protocol)
);
comment on table genesis.mail_account_checks is 'Owner: mailbox. The last test of each account: what the server said, when; and since when sending through it is in trouble.';
comment on column genesis.mail_account_checks.trouble is
  'The kind of trouble that the founder was told about; null while the account works. The same kind is told once.';
comment on column genesis.mail_account_checks.troubles is 'How often in a row sending was paused because of this account.';
comment on column genesis.mail_account_checks.next_check_at is 'When a paused account is tested again; null while nothing is paused.';

create index mail_account_checks_credential_id on genesis.mail_account_checks (credential_id);
create index mail_account_checks_next_check_at on genesis.mail_account_checks (next_check_at) where next_check_at is not null;

call private.protect_tenant_table('genesis.mail_account_checks', 'select, insert, update');
grant select on genesis.mail_account_checks to authenticated;
grant select on genesis.mail_account_checks to service_role;
