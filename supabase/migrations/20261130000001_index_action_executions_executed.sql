-- the first action of a kind asks for a signed-in decision: whether it was ever carried out is looked up for each proposal
create index action_executions_executed on public.action_executions (workspace_id, approval_id) where state = 'executed';
