alter table genesis.sequence_emails
  add column id uuid not null default gen_random_uuid(),
  add column version int not null default 1,
  add column holes text[] not null default '{}',
  add column approved_hash text,
  add column claimed_hash text,
  add column decided_by text,
  add column decided_at timestamptz,
  add column edited_by text,
  drop constraint sequence_emails_step_check,
  add constraint sequence_emails_step_check check (step between 1 and 10),
  drop constraint sequence_emails_subject_check,
  add constraint sequence_emails_subject_check check (length(subject) <= 500),
  drop constraint sequence_emails_status_check,
  add constraint sequence_emails_status_check
    check (status in ('drafted', 'approved', 'rejected', 'claimed', 'sent', 'bounced', 'unknown', 'failed', 'cancelled'));
comment on column genesis.sequence_emails.version is 'Counts the texts of the draft: an edit names the one that it changes.';
comment on column genesis.sequence_emails.holes is 'What the text still asks to be filled in. A draft with a hole is never sent.';
comment on column genesis.sequence_emails.approved_hash is
  'private.email_hash of what was approved. On a drafted email: it was approved, and changed since.';
comment on column genesis.sequence_emails.claimed_hash is 'private.email_hash of what the claim handed out.';

create unique index sequence_emails_id on genesis.sequence_emails (workspace_id, id);
create index sequence_emails_in_order on genesis.sequence_emails (workspace_id, campaign_id, drafted_at, id);
create index sequence_emails_approved on genesis.sequence_emails (workspace_id, campaign_id) where approved_hash is not null;
drop index genesis.sequence_emails_due;
create index sequence_emails_due on genesis.sequence_emails (workspace_id, campaign_id, step, drafted_at)
  where status in ('drafted', 'approved');
drop index genesis.sequence_emails_drafts;
create index sequence_emails_drafts on genesis.sequence_emails (workspace_id, to_email) where status in ('drafted', 'approved');
