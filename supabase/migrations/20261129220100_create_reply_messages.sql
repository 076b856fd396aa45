create table public.reply_messages (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  thread_id uuid not null references public.reply_threads (id) on delete cascade,
  -- sha-256 of message id and sender: the same message counts once, and an id that two senders use is two messages
  message_key text not null check (length(message_key) = 64),
  message_id text not null,
  from_email text not null,
  from_name text not null,
  subject text not null,
  own_text text not null,
  full_text text not null,
  class text not null check (class in (
    'interested', 'not_interested', 'not_now', 'wrong_person', 'out_of_office', 'opt_out', 'auto', 'bounce', 'needs_look')),
  counts text check (counts in ('replied', 'opt_out', 'bounced')),
  why text not null,
  sender text not null check (sender in ('pass', 'fail', 'none', 'unknown')),
  attachments jsonb not null default '[]',
  written_at timestamptz,
  received_at timestamptz not null default now(),
  unique (workspace_id, message_key)
);
comment on table public.reply_messages is 'Owner: replies. One message as it was received: the person''s own words, the whole text and what it was taken for.';

create index reply_messages_thread on public.reply_messages (workspace_id, thread_id, received_at);
create index reply_messages_thread_id on public.reply_messages (thread_id);

call private.protect_tenant_table('public.reply_messages', 'select, insert, update, delete');
grant select on public.reply_messages to authenticated;
