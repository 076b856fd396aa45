-- How long an ended campaign goes on hearing depends on its last email.
create index sequence_emails_last_sent on genesis.sequence_emails (workspace_id, campaign_id, sent_at desc) where sent_at is not null;
