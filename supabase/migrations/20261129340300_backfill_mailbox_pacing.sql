-- An account that has sent before goes on as it did (ADR 12): no ramp-up from its first day, no limit a domain that its founder did not
-- choose, and follow-ups that do not begin to wait for a reply mailbox in the middle of a sequence. Its emails are spaced from now on.
insert into genesis.mailbox_pacing (workspace_id, domain_limit, ramp_up, replies_read_since)
select a.workspace_id, 10000, false, case when private.hears_replies(a.workspace_id) then null else now() end
from genesis.email_provider_config a
where not a.uses_test_mailbox
  and exists (
    select from genesis.sequence_emails e where e.workspace_id = a.workspace_id and e.status in ('sent', 'bounced', 'unknown', 'failed'))
on conflict (workspace_id) do nothing;
