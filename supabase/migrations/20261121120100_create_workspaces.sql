create table public.workspaces (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 200),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 48),
  plan text not null default 'free' check (plan in ('free', 'starter', 'pro', 'enterprise')),
  status text not null default 'active' check (status in ('active', 'frozen')),
  frozen_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.workspaces is 'Owner: tenancy. The tenant: members, plan, webhook token, freeze.';

create trigger workspaces_touch before update on public.workspaces
  for each row execute function private.touch_updated_at();
