create table public.agent_memory (
  id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  kind text not null check (kind in ('rule', 'preference', 'fact')),
  text text not null check (length(text) <= 280),
  quote text check (length(quote) <= 1000),
  source_type text not null check (source_type in ('person', 'chat_message', 'packet_field', 'decision_note', 'ledger', 'email', 'web', 'file')),
  source_id text check (length(source_id) <= 200),
  -- the least trusted source in its lineage, stamped by the server
  trust text not null check (trust in ('founder', 'model', 'third_party')),
  status text not null check (status in ('proposed', 'active', 'superseded', 'forgotten')),
  -- the rule that the executor checks; null where the words are advice to the model only
  rule jsonb,
  -- the same words in any order are the same memory
  fingerprint text check (length(fingerprint) <= 64),
  supersedes uuid,
  -- the turn of a conversation in which an agent proposed it
  turn text check (length(turn) <= 200),
  proposed_by text,
  by_agent boolean not null,
  decided_by text,
  valid_from timestamptz,
  valid_to timestamptz,
  uses int not null default 0,
  used_in jsonb not null default '[]',
  last_used_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, id),
  check ((status = 'forgotten') = (text = '')),
  check (status <> 'forgotten' or (quote is null and fingerprint is null and rule is null)),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id),
  foreign key (workspace_id, supersedes) references public.agent_memory (workspace_id, id)
);
comment on table public.agent_memory is 'Owner: memory. A company''s rules, preferences and facts that its agents are told; only confirmed ones count.';

create index agent_memory_status on public.agent_memory (workspace_id, project_id, status, created_at desc, id desc);
create index agent_memory_day on public.agent_memory (workspace_id, project_id, created_at desc) where by_agent;
create index agent_memory_supersedes on public.agent_memory (workspace_id, supersedes);
create index agent_memory_project_id on public.agent_memory (project_id);
create unique index agent_memory_fingerprint on public.agent_memory (project_id, fingerprint)
  where status in ('proposed', 'active');

create trigger agent_memory_touch before update on public.agent_memory
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('public.agent_memory', 'select, insert, update');
grant select on public.agent_memory to authenticated;
insert into private.erased_tables (table_name, position) values ('public.agent_memory', 305);
