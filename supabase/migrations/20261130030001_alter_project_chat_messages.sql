-- A reply is a row from its first moment, so that its text so far outlives the process, the tab and the network.
alter table public.project_chat_messages
  add column status text not null default 'complete' check (status in ('running', 'complete', 'interrupted', 'failed')),
  -- chosen by the sender: the same message posted again is the same message
  add column client_id text check (length(client_id) between 1 and 100),
  -- of a reply: the founder's message that it answers; of a founder's message: the one that it is about
  add column parent_id uuid,
  -- the message that was written instead; what was replaced is kept on its own branch
  add column replaced_by uuid,
  add column author_id text,
  add column redacted_at timestamptz,
  add column refs text[] not null default '{}',
  add column steps jsonb not null default '[]',
  add column model_label text,
  add column context_hash text,
  add column failure jsonb,
  add column heartbeat_at timestamptz;

create unique index project_chat_messages_client on public.project_chat_messages (project_id, client_id);
create unique index project_chat_messages_running on public.project_chat_messages (project_id) where status = 'running';
create index project_chat_messages_parent on public.project_chat_messages (workspace_id, parent_id) where parent_id is not null;
create index project_chat_messages_replaced on public.project_chat_messages (workspace_id, replaced_by) where replaced_by is not null;
