create table public.campaigns (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  campaign_group_id uuid not null references public.campaign_groups (id),
  name text not null check (length(name) between 1 and 200),
  status text not null default 'draft'
    check (status in ('draft', 'deploying', 'active', 'paused', 'completed', 'archived', 'failed')),
  mail_provider text not null default 'smtp' check (mail_provider in ('smtp', 'gmail')),
  -- [{ "template": "email_1", "workflow_id": "…" }], the seven of this campaign in n8n
  workflows jsonb not null default '[]',
  daily_limit integer check (daily_limit between 1 and 10000),
  -- { "days": [1..7, 1 = Monday], "from": "HH:MM", "to": "HH:MM" }; null: the workspace's window
  send_window jsonb,
  -- days to wait before each step, counted from the step before it (step 1: from its draft)
  step_delays_days integer[] not null default '{0,3,4}'
    check (cardinality(step_delays_days) = 3 and 0 <= all (step_delays_days) and 365 >= all (step_delays_days)),
  failure text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.campaigns is 'Owner: campaigns. One outreach sequence with its own seven workflows.';

create unique index campaigns_name on public.campaigns (workspace_id, lower(name)) where status <> 'archived';
create index campaigns_workspace_id on public.campaigns (workspace_id, created_at);
create index campaigns_campaign_group_id on public.campaigns (campaign_group_id);

create trigger campaigns_touch before update on public.campaigns
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('public.campaigns', 'select, insert, update');
grant select on public.campaigns to authenticated;
