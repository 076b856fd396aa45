create table public.approvals (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  action_type text not null check (action_type ~ '^[a-z_]+\.[a-z_]+$'),
  -- The right that a decider needs besides that of deciding.
  permission text not null,
  title text not null check (length(title) between 1 and 300),
  account_label text not null,
  state text not null default 'pending' check (state in ('pending', 'approved', 'queued', 'executing', 'executed', 'failed', 'unknown',
    'verified', 'contradicted', 'unverifiable', 'denied', 'revised', 'expired')),
  why text check (length(why) <= 1000),
  version int not null default 1 check (version > 0),
  dedupe_key text check (length(dedupe_key) between 1 and 200),
  origin text not null check (origin in ('founder', 'key', 'chat', 'night_shift', 'recurring')),
  requested_by text,
  task_id uuid,
  recommendation_id uuid,
  cost_cap_cents int not null check (cost_cap_cents >= 0),
  undo_window_seconds int not null check (undo_window_seconds between 0 and 3600),
  expires_at timestamptz not null,
  execute_by timestamptz not null check (execute_by >= expires_at),
  -- Set by the approval: not executed before, and until then it can be taken back.
  not_before timestamptz,
  decided_at timestamptz,
  decided_by text,
  decided_via text check (decided_via in ('app', 'link', 'batch')),
  note text check (length(note) <= 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, id),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.approvals is 'Owner: approvals. A proposed action, and the decision about its current version.';

create index approvals_project on public.approvals (workspace_id, project_id, created_at desc, id desc);
create index approvals_state on public.approvals (workspace_id, project_id, state, created_at desc, id desc);
create index approvals_task on public.approvals (workspace_id, task_id, created_at desc, id desc) where task_id is not null;
create index approvals_key on public.approvals (workspace_id, project_id, dedupe_key, updated_at desc) where dedupe_key is not null;
create index approvals_deadline on public.approvals (expires_at) where state in ('pending', 'revised');
create index approvals_execute_by on public.approvals (execute_by) where state = 'queued';
create index approvals_project_id on public.approvals (project_id);
create unique index approvals_dedupe on public.approvals (project_id, dedupe_key)
  where state in ('pending', 'revised', 'approved', 'queued', 'executing');

create trigger approvals_touch before update on public.approvals
  for each row execute function private.touch_updated_at();

-- A verdict about an action is the checker's word, never that of the code that acted.
create function private.refuse_own_verdict() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.state in ('verified', 'contradicted', 'unverifiable') and current_user <> 'checker_role'
     and (tg_op = 'INSERT' or new.state is distinct from old.state) then
    raise exception 'only a checker may call an action %', new.state using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
grant execute on function private.refuse_own_verdict() to tenant_role, service_role, checker_role;
create trigger approvals_verdict before insert or update on public.approvals
  for each row execute function private.refuse_own_verdict();

call private.protect_tenant_table('public.approvals', 'select, insert, update');
grant select on public.approvals to authenticated;
create policy approvals_checker on public.approvals for all to checker_role
  using (workspace_id = (select private.current_workspace_id())) with check (workspace_id = (select private.current_workspace_id()));
grant select, update (state, why, updated_at) on public.approvals to checker_role;
