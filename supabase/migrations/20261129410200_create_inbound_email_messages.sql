create table public.inbound_email_messages (
  id uuid primary key,
  -- null for a message to an address that no company has: an administrator sees those
  workspace_id uuid references public.workspaces (id),
  project_id uuid,
  email_identity_id uuid references public.project_email_identities (id),
  thread_id uuid,
  provider text not null check (provider in ('resend', 'postmark', 'mailgun', 'raw')),
  provider_message_id text not null,
  -- of the message as it was received; null until a provider that announces without a body was asked for it
  raw_sha256 text check (length(raw_sha256) = 64),
  raw bytea,
  sender text not null default '',
  sender_name text not null default '',
  recipient text not null,
  subject text not null default '',
  text text not null default '',
  own_text text not null default '',
  html text,
  message_id text not null default '',
  payload jsonb not null default '{}',
  attachments jsonb not null default '[]',
  size_bytes bigint not null default 0,
  status text not null check (status in ('received', 'processed', 'quarantined', 'unmatched', 'duplicate', 'refused')),
  -- why a message was not filed, or why it has its class
  why text not null default '',
  auth text check (auth in ('pass', 'fail', 'none', 'unknown')),
  evidence text check (evidence in ('owner', 'known_contact', 'unknown_sender', 'unverified', 'machine', 'own_address')),
  class text,
  matched_by text check (matched_by in ('token', 'in_reply_to', 'references', 'new')),
  other_sender boolean not null default false,
  deadline_at timestamptz,
  received_at timestamptz not null default now(),
  processed_at timestamptz,
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id),
  foreign key (workspace_id, thread_id) references public.mail_threads (workspace_id, id) on delete cascade,
  check ((workspace_id is null) = (project_id is null)),
  check (status not in ('processed', 'quarantined') or thread_id is not null)
);
comment on table public.inbound_email_messages is 'Owner: mail. Each message that arrived for a company, once, and what became of it.';

-- The same message counts once: by its provider's id, and by its bytes.
create unique index inbound_email_messages_provider_id on public.inbound_email_messages
  (provider, provider_message_id, email_identity_id) nulls not distinct;
create unique index inbound_email_messages_raw on public.inbound_email_messages (raw_sha256, email_identity_id) nulls not distinct
  where raw_sha256 is not null and status <> 'duplicate';
create index inbound_email_messages_workspace_id on public.inbound_email_messages (workspace_id, project_id, received_at desc, id desc);
create index inbound_email_messages_thread on public.inbound_email_messages (workspace_id, thread_id, received_at);
create index inbound_email_messages_message_id on public.inbound_email_messages (workspace_id, message_id);
create index inbound_email_messages_unmatched on public.inbound_email_messages (received_at desc, id desc)
  where workspace_id is null;
create index inbound_email_messages_identity on public.inbound_email_messages (email_identity_id);

call private.protect_tenant_table('public.inbound_email_messages', 'select, insert, update, delete');
grant select on public.inbound_email_messages to authenticated;
