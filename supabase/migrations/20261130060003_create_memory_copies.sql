-- The columns that may hold a copy of a memory's words: a migration that creates such a column adds its line, and forgetting reaches it.
create table private.memory_copies (
  table_name text not null,
  column_name text not null,
  primary key (table_name, column_name)
);
comment on table private.memory_copies is 'Owner: memory. Columns in which genesis.forget_words replaces the words of a forgotten memory.';
grant select on private.memory_copies to tenant_role, service_role;

insert into private.memory_copies (table_name, column_name)
values ('public.project_chat_messages', 'text'), ('public.project_chat_messages', 'payload'), ('public.agent_memory', 'text'),
  ('public.agent_memory', 'quote');
