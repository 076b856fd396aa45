create table public.reply_answers (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  thread_id uuid not null references public.reply_threads (id) on delete cascade,
  to_email text not null,
  subject text not null check (length(subject) between 1 and 500),
  body text not null check (length(body) between 1 and 50000),
  in_reply_to text,
  reference_ids text[] not null default '{}',
  -- sha-256 of everything that would leave: the approval names it
  content_hash text not null check (length(content_hash) = 64),
  status text not null default 'draft' check (status in ('draft', 'approved', 'sending', 'sent', 'failed', 'unknown')),
  written_by text,
  approved_by text,
  approved_at timestamptz,
  message_id text,
  outcome text,
  sent_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.reply_answers is 'Owner: replies. An answer in a thread: it leaves once its exact bytes were approved, and never twice.';

create index reply_answers_thread on public.reply_answers (workspace_id, thread_id, created_at);
create index reply_answers_thread_id on public.reply_answers (thread_id);
create unique index reply_answers_message on public.reply_answers (workspace_id, message_id) where message_id is not null;
create unique index reply_answers_draft on public.reply_answers (workspace_id, thread_id) where status = 'draft';

create trigger reply_answers_touch before update on public.reply_answers
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('public.reply_answers', 'select, insert, update, delete');
grant select on public.reply_answers to authenticated;
