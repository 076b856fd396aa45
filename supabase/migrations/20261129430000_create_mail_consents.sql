create table genesis.mail_consents (
  state_hash text primary key,
  workspace_id uuid not null references public.workspaces (id),
  user_id text not null,
  purpose text not null check (purpose in ('mail_account', 'reply_mailbox')),
  verifier text not null,
  created_at timestamptz not null default now()
);
comment on table genesis.mail_consents is 'Owner: mailbox. Connections to a mail provider that a person began: each is finished once, by the same person, within minutes.';
comment on column genesis.mail_consents.verifier is 'PKCE: proves to the provider that who finishes the connection is who began it.';

create index mail_consents_workspace_id on genesis.mail_consents (workspace_id, created_at);
call private.protect_tenant_table('genesis.mail_consents', 'select, insert, delete');
