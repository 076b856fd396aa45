create table public.contacts (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  email text not null check (email = lower(email)),
  first_seen_at timestamptz not null default now(),
  last_event_at timestamptz not null,
  unique (workspace_id, email)
);
comment on table public.contacts is 'Owner: ingestion. A person as seen in events.';

call private.protect_tenant_table('public.contacts', 'select, insert, update');
grant select on public.contacts to authenticated;
