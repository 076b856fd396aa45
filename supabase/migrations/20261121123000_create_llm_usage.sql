create table public.llm_usage (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  provider text not null,
  model text not null,
  tokens_in integer not null default 0 check (tokens_in >= 0),
  tokens_out integer not null default 0 check (tokens_out >= 0),
  cost_usd numeric(14, 6) check (cost_usd >= 0),
  campaign_id uuid references public.campaigns (id),
  campaign_group_id uuid references public.campaign_groups (id),
  purpose text,
  -- leased: the call is under way; settled: it ended and cost_usd is what it cost
  status text not null default 'settled' check (status in ('leased', 'settled', 'released')),
  leased_usd numeric(14, 6) not null default 0 check (leased_usd >= 0),
  lease_expires_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table public.llm_usage is 'Owner: ingestion. One row a model call; leased before money is spent, settled after.';

create index llm_usage_workspace_id on public.llm_usage (workspace_id, created_at);
create index llm_usage_campaign_id on public.llm_usage (campaign_id);
create index llm_usage_campaign_group_id on public.llm_usage (campaign_group_id);
create index llm_usage_leases on public.llm_usage (lease_expires_at) where status = 'leased';

call private.protect_tenant_table('public.llm_usage', 'select, insert, update');
grant select on public.llm_usage to authenticated;
