-- A test event never stands for a real one: somebody who tries a workflow out and then runs it with the same keys would otherwise lose
-- what really happened, an opt-out too.
drop index public.email_events_idempotency;
create unique index email_events_idempotency on public.email_events (workspace_id, idempotency_key, is_test);
