-- A lead for whom the model's answer held no usable emails. After the third answer the lead is asked for no more: each try is paid for.
create table genesis.draft_failures (
  workspace_id uuid not null references public.workspaces (id),
  campaign_id uuid not null references public.campaigns (id),
  -- no foreign key to genesis.leads: its partitions are attached and detached
  lead_id uuid not null,
  failures smallint not null default 1,
  reason text not null,
  failed_at timestamptz not null default now(),
  primary key (workspace_id, campaign_id, lead_id)
);
comment on table genesis.draft_failures is 'Owner: sequence. Leads for whom no usable drafts were written, with the last reason.';

create index draft_failures_campaign_id on genesis.draft_failures (campaign_id);

call private.protect_tenant_table('genesis.draft_failures', 'select, insert, update');
grant select on genesis.draft_failures to authenticated;
