create table public.daily_costs (
  workspace_id uuid not null references public.workspaces (id),
  -- the day in the workspace's time zone
  day date not null,
  provider text not null,
  model text not null,
  -- null: unattributed
  campaign_id uuid references public.campaigns (id),
  campaign_group_id uuid references public.campaign_groups (id),
  calls integer not null default 0,
  -- of those, the calls of models nobody priced: cost_usd knows nothing of them
  unpriced_calls integer not null default 0,
  tokens_in bigint not null default 0,
  tokens_out bigint not null default 0,
  cost_usd numeric(14, 6) not null default 0,
  constraint daily_costs_key unique nulls not distinct (workspace_id, day, provider, model, campaign_id, campaign_group_id)
);
comment on table public.daily_costs is 'Owner: ingestion. Model calls by day, model and campaign, kept in the transaction of the call.';

create index daily_costs_campaign_id on public.daily_costs (campaign_id);
create index daily_costs_campaign_group_id on public.daily_costs (campaign_group_id);

call private.protect_tenant_table('public.daily_costs', 'select, insert, update');
grant select on public.daily_costs to authenticated;
-- A changed time zone moves calls to other days: the sums are then built anew.
grant delete on public.daily_costs to tenant_role;

-- The calls there are already.
insert into public.daily_costs (
  workspace_id, day, provider, model, campaign_id, campaign_group_id, calls, unpriced_calls, tokens_in, tokens_out, cost_usd)
select u.workspace_id, (u.created_at at time zone coalesce(c.time_zone, 'UTC'))::date, u.provider, u.model, u.campaign_id,
  u.campaign_group_id, count(*), count(*) filter (where u.cost_usd is null), sum(u.tokens_in), sum(u.tokens_out),
  coalesce(sum(u.cost_usd), 0)
from public.llm_usage u
left join genesis.infrastructure_config c on c.workspace_id = u.workspace_id
where u.status = 'settled' and not u.is_test
group by 1, 2, 3, 4, 5, 6;

-- How many are unread stands on every page of a company.
create index notifications_unread on public.notifications (workspace_id) where read_at is null;
