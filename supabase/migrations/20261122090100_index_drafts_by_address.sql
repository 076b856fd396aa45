-- Who stops is found among the drafts by address (genesis.stop_lead), once for each stop of a batch.
create index sequence_emails_drafts on genesis.sequence_emails (workspace_id, to_email) where status = 'drafted';
