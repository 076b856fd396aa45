create index sandbox_test_runs_drafted on genesis.sandbox_test_runs (workspace_id, campaign_id, created_at desc)
  where template = 'email_preparation' and result ? 'drafts';
