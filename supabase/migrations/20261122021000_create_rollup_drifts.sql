create table public.rollup_drifts (
  workspace_id uuid not null references public.workspaces (id),
  day date not null,
  campaign_id uuid,
  campaign_group_id uuid,
  step smallint,
  -- the eight counters as they are kept with each event, and as recounted from the events
  kept jsonb not null,
  recounted jsonb not null,
  found_at timestamptz not null default now(),
  -- when a later comparison no longer saw it
  gone_at timestamptz,
  unique nulls not distinct (workspace_id, day, campaign_id, campaign_group_id, step)
);
comment on table public.rollup_drifts is 'Owner: metrics. Where the sums of the dashboard and a recount of the events disagreed.';

call private.protect_tenant_table('public.rollup_drifts', 'select');
grant select on public.rollup_drifts to authenticated;

-- A changed time zone moves events to other days: the sums are then built anew.
grant delete on public.daily_stats to tenant_role;
