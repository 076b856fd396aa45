create table public.subscriptions (
  workspace_id uuid primary key references public.workspaces (id),
  source text not null default 'admin' check (source in ('stripe', 'admin')),
  -- by an administrator's word; what is paid for counts where it is more
  granted_plan text not null default 'free' check (granted_plan in ('free', 'starter', 'pro', 'enterprise')),
  -- what the subscription entitles to now, and from a moment on
  plan text not null default 'free' check (plan in ('free', 'starter', 'pro', 'enterprise')),
  next_plan text check (next_plan in ('free', 'starter', 'pro', 'enterprise')),
  next_plan_at timestamptz,
  status text check (status in ('incomplete', 'incomplete_expired', 'trialing', 'active', 'past_due', 'unpaid', 'canceled', 'paused')),
  is_paid boolean not null default false,
  amount_cents int check (amount_cents >= 0),
  currency text,
  billing_interval text check (billing_interval in ('day', 'week', 'month', 'year')),
  trial_ends_at timestamptz,
  period_ends_at timestamptz,
  cancel_at timestamptz,
  past_due_since timestamptz,
  customer_id text unique,
  subscription_id text,
  -- one checkout at a time: another plan or a spent session takes the next number
  checkout_number int not null default 0,
  checkout_plan text,
  checkout_session_id text,
  -- a reading that began earlier never replaces a later one
  sync_started int not null default 0,
  sync_applied int not null default 0,
  synced_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((next_plan is null) = (next_plan_at is null))
);
comment on table public.subscriptions is 'Owner: billing. A workspace''s plan: what an administrator granted, and what its payment provider says is paid for.';

create trigger subscriptions_touch before update on public.subscriptions
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('public.subscriptions', 'select, insert, update');
grant select on public.subscriptions to authenticated;
