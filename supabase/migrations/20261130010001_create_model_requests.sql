create table public.model_requests (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  -- one call of the product; each step of its tool loop is a row
  call_id uuid not null,
  step int not null check (step between 1 and 100),
  purpose text not null check (length(purpose) between 1 and 40),
  provider text not null,
  model text not null,
  -- the assembled context that the model saw
  context_hash text not null check (length(context_hash) <= 128),
  context_position text not null check (length(context_position) <= 40),
  status text not null default 'running' check (status in ('running', 'completed', 'failed', 'aborted')),
  error_code text,
  request jsonb not null,
  response jsonb,
  tokens_in int not null default 0 check (tokens_in >= 0),
  tokens_out int not null default 0 check (tokens_out >= 0),
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  unique (workspace_id, call_id, step),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.model_requests is 'Owner: models. What a model was asked and answered, without secrets, for seven days.';

create index model_requests_project on public.model_requests (workspace_id, project_id, created_at desc);
create index model_requests_created_at on public.model_requests (created_at);

call private.protect_tenant_table('public.model_requests', 'select, insert, update');

insert into private.erased_tables (table_name, position) values ('public.model_requests', 310);
