create table public.daily_stats (
  workspace_id uuid not null references public.workspaces (id),
  -- the day in the workspace's time zone
  day date not null,
  -- null: unattributed
  campaign_id uuid references public.campaigns (id),
  step smallint,
  sends integer not null default 0,
  deliveries integer not null default 0,
  opens integer not null default 0,
  clicks integer not null default 0,
  replies integer not null default 0,
  bounces integer not null default 0,
  opt_outs integer not null default 0,
  complaints integer not null default 0,
  unique nulls not distinct (workspace_id, day, campaign_id, step)
);
comment on table public.daily_stats is 'Owner: ingestion. Events by day, campaign and step, kept in the transaction of the event.';

create index daily_stats_campaign_id on public.daily_stats (campaign_id);

call private.protect_tenant_table('public.daily_stats', 'select, insert, update');
grant select on public.daily_stats to authenticated;
