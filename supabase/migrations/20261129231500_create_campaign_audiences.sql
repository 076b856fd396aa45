create table genesis.campaign_audiences (
  workspace_id uuid not null references public.workspaces (id),
  campaign_id uuid not null references public.campaigns (id),
  -- on one of these lists, and with one of these tags; empty: whatever the list, whatever the tags
  list_ids uuid[] not null default '{}',
  tags text[] not null default '{}',
  company text check (length(company) between 1 and 200),
  -- no email of another campaign within so many days
  not_contacted_days int check (not_contacted_days between 1 and 36500),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, campaign_id)
);
comment on table genesis.campaign_audiences is 'Owner: campaigns. The people a campaign writes to; a campaign without a row writes to all leads.';

create index campaign_audiences_campaign_id on genesis.campaign_audiences (campaign_id);
call private.protect_tenant_table('genesis.campaign_audiences', 'select, insert, update');
grant select on genesis.campaign_audiences to authenticated;
