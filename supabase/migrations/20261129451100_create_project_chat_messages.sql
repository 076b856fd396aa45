create table public.project_chat_messages (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  role text not null check (role in ('user', 'assistant', 'system')),
  -- our own sentence; the words of third parties stand in the payload alone
  text text not null,
  payload jsonb not null default '{}',
  -- the fact that a message mirrors, so that it is told once
  source_key text check (length(source_key) <= 200),
  created_at timestamptz not null default now(),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.project_chat_messages is 'Owner: chat. The history of a company''s chat, received email mirrored into it.';

create index project_chat_messages_workspace_id on public.project_chat_messages (workspace_id, project_id, created_at desc, id desc);
create unique index project_chat_messages_source on public.project_chat_messages (project_id, source_key);

call private.protect_tenant_table('public.project_chat_messages', 'select, insert, update, delete');
grant select on public.project_chat_messages to authenticated;

insert into private.erased_tables (table_name, position) values ('public.project_chat_messages', 303);
