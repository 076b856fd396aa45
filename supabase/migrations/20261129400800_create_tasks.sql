create table public.tasks (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  title text not null check (length(title) between 1 and 300),
  description text not null default '' check (length(description) <= 10000),
  agent text not null default 'founder',
  origin text not null check (origin in ('founder', 'key', 'chat', 'night_shift', 'recurring')),
  state text not null default 'accepted' check (state in ('proposed', 'accepted', 'running', 'done', 'finished', 'failed', 'dismissed', 'needs_you')),
  why text check (length(why) <= 1000),
  -- The evidence that makes it done, beside the receipts of its actions; null when there is none of its own.
  contract jsonb,
  recommendation_id uuid,
  data jsonb not null default '{}',
  created_by text,
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, id),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.tasks is 'Owner: tasks. Work of a company; it is done when its receipts say so.';

create index tasks_project on public.tasks (workspace_id, project_id, created_at desc, id desc);
create index tasks_state on public.tasks (workspace_id, project_id, state, created_at desc, id desc);
create index tasks_project_id on public.tasks (project_id);

create trigger tasks_touch before update on public.tasks
  for each row execute function private.touch_updated_at();

-- Done is the checker's word; a task without evidence ends as finished.
create function private.refuse_unproven_task() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.state = 'done' and current_user <> 'checker_role' and (tg_op = 'INSERT' or old.state <> 'done') then
    raise exception 'only a checker may call a task done' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
grant execute on function private.refuse_unproven_task() to tenant_role, service_role, checker_role;
create trigger tasks_proven before insert or update on public.tasks
  for each row execute function private.refuse_unproven_task();

call private.protect_tenant_table('public.tasks', 'select, insert, update');
grant select on public.tasks to authenticated;
create policy tasks_checker on public.tasks for all to checker_role
  using (workspace_id = (select private.current_workspace_id())) with check (workspace_id = (select private.current_workspace_id()));
grant select, update (state, why, closed_at, updated_at) on public.tasks to checker_role;

alter table public.receipts add foreign key (workspace_id, task_id) references public.tasks (workspace_id, id) on delete cascade;
alter table public.approvals add foreign key (workspace_id, task_id) references public.tasks (workspace_id, id);
