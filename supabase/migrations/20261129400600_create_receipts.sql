create table public.receipts (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  -- A receipt is of an executed action, or of a task with a contract of its own.
  approval_id uuid,
  task_id uuid,
  action_type text not null,
  title text not null check (length(title) between 1 and 300),
  contract jsonb not null,
  verdict text not null default 'pending' check (verdict in ('pending', 'verified', 'contradicted', 'unverifiable')),
  words text check (length(words) <= 1000),
  checks int not null default 0,
  checked_at timestamptz,
  next_check_at timestamptz,
  created_at timestamptz not null default now(),
  unique (workspace_id, id),
  unique (approval_id),
  check (num_nonnulls(approval_id, task_id) = 1),
  foreign key (workspace_id, approval_id) references public.approvals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.receipts is 'Owner: receipts. The verdict of an independent checker about an action or a task.';

create index receipts_project on public.receipts (workspace_id, project_id, created_at desc, id desc);
create index receipts_task on public.receipts (workspace_id, task_id) where task_id is not null;
create index receipts_due on public.receipts (next_check_at) where next_check_at is not null;
create index receipts_project_id on public.receipts (project_id);

-- A workspace begins a receipt, without a verdict; only the checker goes on with it.
call private.protect_tenant_table('public.receipts', 'select');
grant insert (id, workspace_id, project_id, approval_id, task_id, action_type, title, contract, next_check_at) on public.receipts to tenant_role;
grant select on public.receipts to authenticated;
create policy receipts_checker on public.receipts for all to checker_role
  using (workspace_id = (select private.current_workspace_id())) with check (workspace_id = (select private.current_workspace_id()));
grant select, update (verdict, words, checks, checked_at, next_check_at) on public.receipts to checker_role;
