-- An event that names its group but no campaign counts in its group.
alter table public.daily_stats add column campaign_group_id uuid references public.campaign_groups (id);

update public.daily_stats s set campaign_group_id = c.campaign_group_id from public.campaigns c where c.id = s.campaign_id;

alter table public.daily_stats drop constraint daily_stats_workspace_id_day_campaign_id_step_key;
alter table public.daily_stats add constraint daily_stats_key
  unique nulls not distinct (workspace_id, day, campaign_id, campaign_group_id, step);
create index daily_stats_campaign_group_id on public.daily_stats (campaign_group_id);

-- The newest event of a workspace, and events by a name that no campaign has (task 3.3.3).
create index email_events_newest on public.email_events (workspace_id, created_at desc);
create index email_events_campaign_name on public.email_events (workspace_id, campaign_name) where campaign_id is null;
