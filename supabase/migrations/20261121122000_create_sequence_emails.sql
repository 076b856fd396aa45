create table genesis.sequence_emails (
  workspace_id uuid not null references public.workspaces (id),
  campaign_id uuid not null references public.campaigns (id),
  -- no foreign key to genesis.leads: its partitions are attached and detached while mail is under way
  lead_id uuid not null,
  step smallint not null check (step between 1 and 3),
  to_email text not null,
  subject text not null check (length(subject) between 1 and 500),
  body text not null check (length(body) between 1 and 50000),
  draft_source text not null,
  drafted_at timestamptz not null default now(),
  status text not null default 'drafted'
    check (status in ('drafted', 'claimed', 'sent', 'bounced', 'unknown', 'failed', 'cancelled')),
  attempts smallint not null default 0,
  not_before timestamptz,
  claim_id uuid,
  claimed_at timestamptz,
  message_id text,
  provider_message_id text,
  outcome_detail text,
  sent_at timestamptz,
  reported_at timestamptz,
  primary key (workspace_id, campaign_id, lead_id, step)
);
comment on table genesis.sequence_emails is 'Owner: email. One mail of one sequence; its key is what makes a second send impossible.';

create unique index sequence_emails_claim on genesis.sequence_emails (claim_id) where claim_id is not null;
create unique index sequence_emails_message on genesis.sequence_emails (workspace_id, message_id) where message_id is not null;
create index sequence_emails_due on genesis.sequence_emails (workspace_id, campaign_id, step, drafted_at) where status = 'drafted';
create index sequence_emails_claimed on genesis.sequence_emails (workspace_id, claimed_at) where claimed_at is not null;
create index sequence_emails_unreported on genesis.sequence_emails (workspace_id, campaign_id, step)
  where status in ('sent', 'bounced') and reported_at is null;
create index sequence_emails_lead on genesis.sequence_emails (workspace_id, lead_id);
create index sequence_emails_campaign_id on genesis.sequence_emails (campaign_id);

call private.protect_tenant_table('genesis.sequence_emails', 'select, insert, update');
grant select on genesis.sequence_emails to authenticated;
