create table public.outbound_email_messages (
  id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  thread_id uuid not null,
  email_identity_id uuid not null references public.project_email_identities (id),
  -- "<approval id>:<version>": what the provider is told, so that the same email is taken once
  idempotency_key text not null unique,
  message_id text not null unique,
  -- the Message-ID that the provider put in its place, once it said so
  wire_message_id text,
  in_reply_to text,
  sender text not null,
  reply_to text not null,
  recipients text[] not null,
  cc text[] not null default '{}',
  bcc text[] not null default '{}',
  subject text not null,
  text text not null,
  html text not null,
  attachments jsonb not null default '[]',
  -- of what the approval promised: subject, text and HTML
  body_sha256 text not null check (length(body_sha256) = 64),
  is_automatic boolean not null default false,
  provider text not null check (provider in ('resend', 'outbox')),
  integration_id uuid,
  provider_message_id text,
  status text not null default 'sending' check (status in ('sending', 'sent', 'failed', 'unknown', 'delivered', 'bounced', 'complained')),
  -- the provider's words
  words text not null default '',
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  settled_at timestamptz,
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id),
  foreign key (workspace_id, thread_id) references public.mail_threads (workspace_id, id) on delete cascade
);
comment on table public.outbound_email_messages is 'Owner: mail. Each email of a company by its own address, written before the provider is asked.';

create index outbound_email_messages_workspace_id on public.outbound_email_messages (workspace_id, project_id, created_at desc, id desc);
create index outbound_email_messages_thread on public.outbound_email_messages (workspace_id, thread_id, created_at);
create index outbound_email_messages_provider_id on public.outbound_email_messages (provider, provider_message_id);
create index outbound_email_messages_wire on public.outbound_email_messages (workspace_id, wire_message_id);
create index outbound_email_messages_identity on public.outbound_email_messages (email_identity_id);

call private.protect_tenant_table('public.outbound_email_messages', 'select, insert, update, delete');
grant select on public.outbound_email_messages to authenticated;
