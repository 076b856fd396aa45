create table public.notifications (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  type text not null,
  title text not null check (length(title) <= 300),
  data jsonb not null default '{}',
  read_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table public.notifications is 'Owner: notifications. What a founder should look at.';

create index notifications_workspace_id on public.notifications (workspace_id, created_at desc);

call private.protect_tenant_table('public.notifications', 'select, insert, update');
grant select on public.notifications to authenticated;
