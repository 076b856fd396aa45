alter table public.campaigns
  add column deleted_at timestamptz,
  add constraint campaigns_deleted_check check (deleted_at is null or status = 'archived');
comment on column public.campaigns.deleted_at is 'The founder deleted it: no screen shows it, and its row stays for the numbers and the ledger.';

-- The drafts of a deleted campaign go with it.
grant delete on genesis.sequence_emails, genesis.campaign_audiences to tenant_role;
