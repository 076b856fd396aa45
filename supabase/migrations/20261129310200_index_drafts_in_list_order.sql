create index sequence_emails_listed on genesis.sequence_emails (workspace_id, campaign_id, step, to_email, id);
drop index genesis.sequence_emails_in_order;
